/** A server for tests that speaks the API of GOV.UK Notify as far as mail needs it, and can misbehave. No part of the product. */
export { NotifyTestServer, type Misbehaviour, type Notification, type NotifyStatus } from './test-server';
