/** What every event log must do alike, as tests that an adapter runs by one line. */
export { eventLogContract } from './event-log-contract';
export { FaultyEventLog, type AppendFault } from './faulty-event-log';
export type { LogUnderTest, MakeLog } from './given';
