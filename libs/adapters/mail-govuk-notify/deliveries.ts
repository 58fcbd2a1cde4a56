import type { Delivery } from '@minutebook/kernel/recording';

/** What Notify says of a mail, as far as it concerns us. */
export interface NotificationSaid {
  readonly status?: string;
  readonly created_at?: string | null;
  readonly sent_at?: string | null;
  readonly completed_at?: string | null;
}

/**
 * How far the mails of one reference have come, newest first; there is more than one only where one went out twice, and then the
 * best of them counts.
 */
export function deliveryAmong(said: readonly NotificationSaid[], now: number): Delivery | undefined {
  const deliveries = said.map((each) => deliveryOf(each, now));
  return (
    deliveries.find(({ state }) => state === 'delivered') ??
    deliveries.find(({ state }) => state === 'under-way') ??
    deliveries[0]
  );
}

/** `created` and `sending` last up to 72 hours. What is no status of a mail, or not yet, says nothing of its end. */
function deliveryOf(said: NotificationSaid, now: number): Delivery {
  switch (said.status) {
    case 'delivered':
      return { state: 'delivered', at: endOf(said, now) };
    case 'permanent-failure':
      return { state: 'failed', at: endOf(said, now), why: 'address' };
    case 'temporary-failure':
      return { state: 'failed', at: endOf(said, now), why: 'later' };
    case 'technical-failure':
      return { state: 'failed', at: endOf(said, now), why: 'technical' };
    default:
      return { state: 'under-way' };
  }
}

/** Its own time for the end, else the last time that it tells of the mail, else that of the question. */
function endOf({ completed_at, sent_at, created_at }: NotificationSaid, now: number): number {
  const times = [completed_at, sent_at, created_at].map((time) => Date.parse(time ?? ''));
  return times.find((time) => !Number.isNaN(time)) ?? now;
}
