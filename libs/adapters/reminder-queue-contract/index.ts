/** What every alarm clock must do alike, as tests that an adapter runs by one line. */
export {
  reminderQueueContract,
  type MakeQueue,
  type QueueSettings,
  type QueueUnderTest,
} from './reminder-queue-contract';
