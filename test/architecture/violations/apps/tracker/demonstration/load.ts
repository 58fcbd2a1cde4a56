import { sendBill } from '@minutebook/beta/application/send-bill';

export const load = sendBill;
