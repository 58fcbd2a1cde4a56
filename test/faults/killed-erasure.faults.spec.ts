import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openSqliteEventLogReadOnly, verifySqliteLog } from '@minutebook/event-log-sqlite';
import type { LoggedEvent } from '@minutebook/kernel/recording';
import { filesHolding } from '../../libs/contexts/retention/pages/erasure.fixture';
import { command, newDataFolder, Product, removeDataFolders } from '../tracker/product.fixture';
import { randomFrom } from './children.fixture';

const ROUNDS = Math.min(20, Number(process.env['FAULT_ROUNDS'] ?? '5'));
const SEED = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000);
/** As long as an erasure of the demonstration takes on a busy machine, in ms. */
const LONGEST_LIFE_MS = 250;

const WISH = { ground: 'written-by-mistake', authority: 'Decision of the officer', reason: 'It does not belong here' };

describe('kill -9 while an erasure is carried out', () => {
  afterAll(removeDataFolders);

  it(
    `leaves nothing of the text after the next start, in ${ROUNDS} rounds (FAULT_SEED=${SEED})`,
    async () => {
      const random = randomFrom(SEED);
      const dataDir = newDataFolder();
      let product = await Product.start(dataDir);
      const [clerk, hr] = await Promise.all(['demo-clerk', 'demo-hr'].map((account) => token(dataDir, account)));
      const requests: string[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        // given a text that somebody asked to have removed
        const title = `Zyxwilla${round}`;
        const plan = { title, groupId: 'GG-WSG', startsOn: '2014-06-01', endsOn: '2015-03-31' };
        const planId = await idOf(product.post('/api/v1/action-plans', clerk as string, plan));
        const target = { stream: `actionPlan-${planId}`, revision: 0 };
        const id = await idOf(product.post('/api/v1/erasure-requests', clerk as string, { ...WISH, ...target }));
        requests.push(id);

        // when the process is killed at any moment after somebody agreed
        const agreed = product.post(`/api/v1/erasure-requests/${id}/agree`, hr as string, {}).catch(() => undefined);
        await wait(random() * LONGEST_LIFE_MS);
        await product.stop('SIGKILL');
        await agreed;
        product = await Product.start(dataDir);
        await product.post(`/api/v1/erasure-requests/${id}/agree`, hr as string, {});

        // then the next start completes it
        await carriedOut(product, id, hr as string);
        expect({ round, files: filesHolding(dataDir, title) }).toEqual({ round, files: [] });
      }
      await product.stop();

      // and nothing stands twice, and the record proves itself
      const types = (await eventsOf(dataDir)).map(({ type }) => type);
      expect(types.filter((type) => type === 'TextRemoved')).toHaveLength(requests.length);
      expect(types.filter((type) => type === 'ErasureCarriedOut')).toHaveLength(requests.length);
      expect(await verifySqliteLog(join(dataDir, 'log'))).toMatchObject({ intact: true, problems: [] });
    },
    60_000 + ROUNDS * 30_000,
  );
});

async function token(dataDir: string, account: string): Promise<string> {
  return (await command(dataDir, ['token', '--account', account])).stdout.trim();
}

async function idOf(answer: Promise<Response>): Promise<string> {
  const { id } = (await (await answer).json()) as { readonly id?: string };
  if (id === undefined) throw new Error('Nothing was recorded');
  return id;
}

async function carriedOut(product: Product, id: string, bearer: string): Promise<void> {
  for (;;) {
    const answer = await product.get(`/api/v1/erasure-requests/${id}`, { Authorization: `Bearer ${bearer}` });
    if (((await answer.json()) as { readonly status?: string }).status === 'carried-out') return;
    await wait(20);
  }
}

async function eventsOf(dataDir: string): Promise<readonly LoggedEvent[]> {
  const log = await openSqliteEventLogReadOnly(join(dataDir, 'log'));
  const events: LoggedEvent[] = [];
  for await (const page of log.readAll()) events.push(...page);
  await log.close();
  return events;
}
