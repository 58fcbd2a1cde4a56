import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Refusal } from '@minutebook/kernel';
import { SYSTEM_CLOCK, type CommandOutcome, type CommandRequest, type SystemClock } from '@minutebook/kernel/recording';
import { newCode } from '../sign-in/codes';
import { RecordOnAccount } from './account.command-handler';

const HOUR = 60 * 60 * 1000;
/** An invitation may lie in a tray for a while; a code for a new password is used at once. In ms. */
const LASTING = { invite: 7 * 24 * HOUR, 'offer-reset': HOUR } as const;

/** A code that was made. */
export interface OfferedCode {
  readonly outcome: Extract<CommandOutcome, { done: unknown }>;
  /** To be shown once; none where the request is a repeat, for then it was shown before. */
  readonly code: string | undefined;
  /** Epoch ms of the machine's clock. */
  readonly expiresAt: number;
}

/** Makes codes with which the holder of an account sets a password: of an invitation, or of a reset. */
@Injectable()
export class CodeOffers {
  constructor(
    private readonly commands: CommandBus,
    @Inject(SYSTEM_CLOCK) private readonly clock: SystemClock,
  ) {}

  async make(
    accountId: string,
    type: keyof typeof LASTING,
    request: CommandRequest,
  ): Promise<OfferedCode | { readonly refused: Refusal }> {
    const { code, hash } = newCode();
    const expiresAt = this.clock.now() + LASTING[type];
    const offer = { codeHash: hash, expiresAt };
    const input = type === 'invite' ? ({ type, channel: 'code', ...offer } as const) : ({ type, ...offer } as const);
    const outcome = await this.commands.execute<RecordOnAccount, CommandOutcome>(
      new RecordOnAccount(accountId, input, request),
    );
    if ('refused' in outcome) return outcome;
    return { outcome, code: outcome.done.recorded ? code : undefined, expiresAt };
  }
}
