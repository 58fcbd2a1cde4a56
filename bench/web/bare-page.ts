import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Fastify from 'fastify';
import nunjucks from 'nunjucks';
import { distance, shortDate } from '@minutebook/web-kit';
import type { OpenSide, SideOptions } from '../open-side';
import type { ServerAddress } from './tracker-server';

/** Templates are read from the source folders, as the product's are; this file runs in dist/bench/web. */
const TEMPLATES = join(__dirname, '..', '..', '..', 'bench', 'web');

/** The file in a side's folder that says what the page shows: an action plan as the API tells it. */
export const SHOWN = 'shown.json';

/**
 * The same rows, cell by cell, by Fastify and one plain Nunjucks template: they lie in memory, nothing is read, asked or
 * permitted, and there is no frame, filter or figure around them.
 */
export async function openBarePage({ folder }: SideOptions): Promise<OpenSide> {
  const shown = JSON.parse(readFileSync(join(folder, SHOWN), 'utf8')) as {
    readonly title: string;
    readonly actions: readonly object[];
  };
  const environment = nunjucks.configure(TEMPLATES, { autoescape: true, noCache: false });
  environment.addFilter('shortDate', shortDate).addFilter('distance', distance);
  const today = new Date().toISOString().slice(0, 10);
  const server = Fastify();
  server.get('/action-plans/:id', (_request, reply) => {
    const html = environment.render('bare-page.njk', { title: shown.title, rows: shown.actions, today });
    void reply.type('text/html; charset=utf-8').send(html);
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  return {
    works: { address: async (): Promise<ServerAddress> => ({ port, token: '', cookie: '' }) },
    close: async () => {
      await server.close();
    },
  };
}
