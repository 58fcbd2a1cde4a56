/** The alarm clock in a Redis, by BullMQ: for several processes, or where the operator has a Redis already. */
export { openBullMqReminderQueue, type BullMqReminderQueueOptions } from './bullmq-reminder-queue';
export { checkQueueAddress, checkQueuePrefix, QueueAddressFault } from './queue-address';
