import type { Refusal } from '../event-sourcing/decider';
import type { Actor, Origin, Via } from '../identity/actor';
import type { ExpectedRevision, Position } from './event-log';

/** What a request brings besides its command: who asks, through which door, why, and how often it may be repeated. */
export interface CommandRequest {
  /** UUID. The same id on the same stream is the same command: its first answer is given again. */
  readonly commandId: string;
  readonly actor: Actor;
  readonly origin: Origin;
  readonly via: Via;
  /** Plain text; sealed before it is recorded, unless `published`. */
  readonly reason?: string;
  /** When it happened, if the user said so: an ISO date. */
  readonly effectiveOn?: string;
  /** From `If-Match`: the record's own stream must stand exactly here, else `PreconditionFailed`. */
  readonly expectedRevision?: ExpectedRevision;
  /** The request's body as canonical JSON, where an Idempotency-Key came with it. */
  readonly body?: string;
  /** For facts taken from a published document; their wording is kept open. */
  readonly source?: { readonly document: string; readonly row?: string };
  /** The wording is that of a published document, so it needs no seal. */
  readonly published?: boolean;
  readonly correlationId?: string;
  readonly causationId?: string;
}

/** The answer to a command that was not refused. `recorded` is false where it was "already so" or a repeat. */
export interface CommandReceipt {
  readonly stream: string;
  /** Last revision of the stream that this command wrote, or at which it stands. */
  readonly revision: number;
  readonly position: Position | null;
  readonly recorded: boolean;
}

export type CommandOutcome<R extends Refusal = Refusal> =
  { readonly done: CommandReceipt } | { readonly refused: R | Refusal };
