/** A real Redis of a spec's own: on a free port of this machine, with its files in a folder of its own. */
export { RedisServer, type RedisServerOptions } from './redis-server';
