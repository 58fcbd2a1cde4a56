import {
  AccessDeniedError,
  CancelledError,
  DeadlineExceededError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamDeletedError,
  TimeoutError,
  UnavailableError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import {
  AppendRefused,
  ConcurrencyConflict,
  LogDamaged,
  LogForbidden,
  LogUnavailable,
  type ExpectedRevision,
} from '@minutebook/kernel/recording';

/** Codes of gRPC, for errors that the client gives on as they come. */
const PERMISSION_DENIED = 7;
const UNAVAILABLE = 14;
const UNAUTHENTICATED = 16;

/** What gRPC and the server say where a call was turned away before anything was done with it. */
const NEVER_STARTED =
  /no connection established|name resolution failed|channel (has been|was) (shut down|closed)|channel closed before call started|failed to discover|server is not ready|server is too busy|no leader info/i;

/** The call was turned away before anything was done: it may be made again, also an append. */
export function neverStarted(error: unknown): boolean {
  return error instanceof NotLeaderError || NEVER_STARTED.test(messageOf(error));
}

/** Another node leads now, or the connection was taken down under the call: the next try finds the right one at once. */
export function isMoved(error: unknown): boolean {
  return (
    error instanceof NotLeaderError ||
    /no leader info|channel (has been|was) (shut down|closed)/i.test(messageOf(error))
  );
}

/** The server or the way to it is gone for the moment. */
export function isOutage(error: unknown): boolean {
  return (
    isMoved(error) ||
    error instanceof UnavailableError ||
    error instanceof CancelledError ||
    error instanceof DeadlineExceededError ||
    error instanceof TimeoutError ||
    codeOf(error) === UNAVAILABLE ||
    NEVER_STARTED.test(messageOf(error))
  );
}

/** An append's error in the words of the port. What is not known to have come to nothing has an unknown outcome. */
export function appendError(error: unknown, stream: string, expected: ExpectedRevision): Error {
  if (error instanceof WrongExpectedVersionError) {
    const { actualVersion } = error;
    return new ConcurrencyConflict(
      stream,
      expected,
      typeof actualVersion === 'bigint' && actualVersion >= 0n ? Number(actualVersion) : 'no-stream',
    );
  }
  if (error instanceof MaxAppendSizeExceededError)
    return new AppendRefused(
      'too-large',
      `This is too much for one append to ${stream}: the event store takes at most ${error.maxAppendSize} bytes`,
    );
  const known = knownError(error, stream);
  if (known) return known;
  return neverStarted(error)
    ? new LogUnavailable(false, 'The event store cannot be reached: nothing was recorded', { cause: error })
    : new LogUnavailable(true, 'The event store did not answer: it may or may not have recorded this', {
        cause: error,
      });
}

/** A read's error in the words of the port. */
export function readError(error: unknown, what: string): Error {
  if (error instanceof LogUnavailable || error instanceof LogDamaged) return error;
  return (
    knownError(error, what) ??
    new LogUnavailable(false, `The event store cannot be read: ${messageOf(error) || 'no reason was given'}`, {
      cause: error,
    })
  );
}

function knownError(error: unknown, what: string): Error | undefined {
  if (error instanceof StreamDeletedError)
    return new LogDamaged(
      what,
      `The log is damaged: ${what} was deleted in the event store, which nothing here ever does`,
    );
  if (error instanceof AccessDeniedError || [PERMISSION_DENIED, UNAUTHENTICATED].includes(codeOf(error) ?? 0))
    return new LogForbidden(
      'The event store refuses the user of the connection string: it must be allowed to read $all and to write',
      { cause: error },
    );
  return undefined;
}

/** The server says that nothing stands at a position that it was asked to go on from. */
export function isInvalidPosition(error: unknown): boolean {
  return /invalid position/i.test(messageOf(error));
}

function codeOf(error: unknown): number | undefined {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === 'number' ? code : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
