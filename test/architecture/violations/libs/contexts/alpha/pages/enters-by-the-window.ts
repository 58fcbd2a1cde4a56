// violates: contexts-meet-at-the-door
import { sendBill } from '../../beta/application/send-bill';

export const used = sendBill;
