/**
 * What befalls the next append, or read:
 * - `swallow`: it is never looked at, and never answered
 * - `silent-after-commit`: it is recorded, and never answered
 * - `cut-after-commit`: it is recorded, then every connection is cut
 * - `cut-before-commit`: every connection is cut, nothing is recorded
 * - `slow`: it is recorded at once, and answered after a second
 * - `end-cleanly`: the call ends with the status "ok" and no answer (for a subscription: in the middle)
 * - `not-leader`: refused; the leader is named
 * - `no-leader`: refused; there is no leader at the moment
 * - `not-ready`: refused, because the server has only just started
 * - `too-large`: refused as larger than the server's limit
 * - `access-denied`: refused, because the user may not
 */
export type Fault =
  | 'swallow'
  | 'silent-after-commit'
  | 'cut-after-commit'
  | 'cut-before-commit'
  | 'slow'
  | 'end-cleanly'
  | 'not-leader'
  | 'no-leader'
  | 'not-ready'
  | 'too-large'
  | 'access-denied';

/** The faults that are ordered and have not struck yet, in their order. */
export class Faults {
  private readonly waiting: Fault[] = [];

  order(fault: Fault, times: number): void {
    for (let count = 0; count < times; count++) this.waiting.push(fault);
  }

  /** The fault that strikes now, if one is waiting. */
  strike(): Fault | undefined {
    return this.waiting.shift();
  }

  clear(): void {
    this.waiting.length = 0;
  }
}
