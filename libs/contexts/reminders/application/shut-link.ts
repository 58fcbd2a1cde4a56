/** Why a link opens nothing. */
export type ShutReason = 'unknown' | 'expired' | 'revoked' | 'used' | 'account-closed' | 'no-role' | 'over';

export interface ShutLink {
  readonly why: ShutReason;
  /** `used`: when its answer was recorded, epoch ms of the record's clock. */
  readonly usedAt?: number;
  /** `used`: what was said then. `over`: why it is over. */
  readonly words?: string;
}
