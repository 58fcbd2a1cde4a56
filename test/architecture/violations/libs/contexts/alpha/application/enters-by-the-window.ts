// violates: contexts-meet-at-the-door
import type { BillSent } from '@minutebook/beta/domain/bill.events';

export type Used = BillSent;
