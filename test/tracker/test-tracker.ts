import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import { DemonstrationTokens } from '@minutebook/accounts';
import type { LoggedEvent } from '@minutebook/kernel/recording';
import { openOutbox, type OutboxMail } from '@minutebook/mail-outbox';
import { loadDemonstration } from '../../apps/tracker/demonstration/load-demonstration';
import { openLog } from '../../apps/tracker/record/log-place';
import { openRecord, type OpenRecord } from '../../apps/tracker/record/record';
import { createTracker, type TrackerOptions } from '../../apps/tracker/tracker';
import { newLogPlace, stopLogServers } from './log-under-test.fixture';

/** The product in this process, on a folder of its own, for specs of pages and API. */
export interface TestTracker {
  readonly app: NestFastifyApplication;
  readonly record: OpenRecord;
  /** What it was made of besides the record. */
  readonly options: TrackerOptions;
  /** Requests without any sign-in. */
  readonly http: supertest.Agent;
  /** A bearer token of a demonstration account. */
  token(account: string): string;
  /** Requests with the session of a demonstration account; redirects are not followed. */
  signedIn(account: string): Promise<supertest.Agent>;
  /** Every event that the log holds. */
  events(): Promise<readonly LoggedEvent[]>;
  /** Every mail that would have been sent, newest first. */
  mails(): readonly OutboxMail[];
  stop(): Promise<void>;
}

/** The whole demonstration: 21 groups, two plans and their history; the clock stands at Monday 16 June 2014, 09:00. */
export async function startTracker(changes: Partial<TrackerOptions> = {}): Promise<TestTracker> {
  const dataDir = mkdtempSync(join(tmpdir(), 'minutebook-'));
  const place = await newLogPlace(dataDir);
  const record = await openRecord(await openLog(place), { dataDir, log: place, masterKey: randomBytes(32) }, {}, true);
  const mailer = openOutbox(join(dataDir, 'outbox'), randomBytes(32), record.clock);
  const options: TrackerOptions = {
    sessionSecret: randomBytes(32),
    deployment: { council: 'Test council', demonstration: true, version: '0.0.0' },
    publicUrl: 'http://127.0.0.1:3000',
    mailer,
    trustProxy: false,
    logLevel: 'silent',
    loopbackOnly: true,
    ...changes,
  };
  const app = await createTracker(record, options);
  if (record.demonstration) await loadDemonstration(app.get(CommandBus), record.demonstration, () => undefined);
  const server = app.getHttpServer();
  return {
    app,
    record,
    options,
    http: supertest(server),
    token: (account) => app.get(DemonstrationTokens).issue(account),
    signedIn: async (account) => {
      const agent = supertest.agent(server);
      await agent.post('/sign-in').type('form').send({ account }).expect(303);
      return agent;
    },
    events: async () => {
      const all: LoggedEvent[] = [];
      for await (const page of record.log.readAll()) all.push(...page);
      return all;
    },
    mails: () => mailer.mails(),
    stop: async () => {
      await app.close();
      await record.close();
      await stopLogServers();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
