export const sendBill = 'send';
