/** The event log on EventStoreDB or KurrentDB: for those who outgrow one machine. */
export { checkAddress, ConnectionFault, isSameAddress, type AddressCheck, type EventStoreAddress } from './connection';
export { openEventStoreLog } from './event-store-log';
export { DEFAULT_TIMING, type Timing } from './timing';
