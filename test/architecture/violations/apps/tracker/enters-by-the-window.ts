// violates: apps-enter-contexts-by-the-door
import { sendBill } from '@minutebook/beta/application/send-bill';

export const used = sendBill;
