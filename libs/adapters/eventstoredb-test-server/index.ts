/** A server for tests and benches that speaks the protocol of EventStoreDB and can misbehave. No part of the product. */
export type { Fault } from './faults';
export { EventStoreTestServer, type TestServerOptions } from './test-server';
