export type { BillSent } from './domain/bill.events';
export const beta = 'beta';
