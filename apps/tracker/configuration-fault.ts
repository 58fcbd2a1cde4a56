/** Something in the environment, or on the command line, that cannot be; the message says what to set. */
export class ConfigurationFault extends Error {}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;

/** Whether a host is this machine, as seen from itself. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}
