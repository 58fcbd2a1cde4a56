import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import type { Actor } from '@minutebook/kernel';
import { newRandomId } from '@minutebook/kernel/recording';
import { RawLog } from '../log/raw-log';
import type { OpenSide, SideOptions } from '../open-side';
import type { ServerAddress } from './tracker-server';

const SCHEMA = {
  type: 'object',
  required: ['rag', 'commentary'],
  additionalProperties: false,
  properties: {
    rag: { type: 'string', maxLength: 20 },
    commentary: { type: 'string', minLength: 1, maxLength: 5_000 },
  },
} as const;

const ACTOR: Actor = { account: 'demo-action-lead', role: 'action-lead', grant: 'demonstration-1@0' };

/**
 * The same route with nothing behind it: a JSON schema, and one row of the log's own table committed to the disk for each
 * request. No account, no rule, no seal, no read model.
 */
export async function openBareCommand({ folder }: SideOptions): Promise<OpenSide> {
  const log = new RawLog(folder);
  const revisions = new Map<string, number>();
  const server = Fastify();
  server.post<{ Params: { id: string }; Body: { rag: string; commentary: string } }>(
    '/api/v1/actions/:id/report-progress',
    { schema: { body: SCHEMA } },
    (request, reply) => {
      const stream = `action-${request.params.id}`;
      const last = revisions.get(stream);
      const id = newRandomId();
      const metadata = {
        commandId: id,
        correlationId: id,
        causationId: id,
        recordedAt: Date.now(),
        schemaVersion: 1,
        actor: ACTOR,
        origin: 'user',
        via: 'api',
      } as const;
      const event = { id, type: 'ProgressReported', data: { reportId: id, ...request.body }, metadata };
      log.append([{ stream, expected: last ?? 'no-stream', event }]);
      const revision = (last ?? -1) + 1;
      revisions.set(stream, revision);
      void reply.send({ id: request.params.id, revision });
    },
  );
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    await server.close();
    log.close();
  };
  return { works: { address: async (): Promise<ServerAddress> => ({ port, token: '', cookie: '' }) }, close };
}
