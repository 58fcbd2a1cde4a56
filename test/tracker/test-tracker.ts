import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import { DemonstrationTokens } from '@minutebook/accounts';
import { fillFresh } from '@minutebook/kernel/read-models';
import { openPage, type LoggedEvent } from '@minutebook/kernel/recording';
import { openOutbox, type OutboxMail } from '@minutebook/mail-outbox';
import { loadDemonstration } from '../../apps/tracker/demonstration/load-demonstration';
import { openLog, openLogReadOnly, type LogPlace } from '../../apps/tracker/record/log-place';
import { openRecord, readModelFiles, vaultOf, type BuildOver, type OpenRecord } from '../../apps/tracker/record/record';
import { openReminderQueue } from '../../apps/tracker/reminders/open-reminder-queue';
import { openVaultReadOnly, type VaultPlace } from '../../apps/tracker/record/vault-place';
import { createTracker, type TrackerOptions } from '../../apps/tracker/tracker';
import { leaveLogPlace, newLogPlace } from './log-under-test.fixture';

/** The product in this process, on a folder of its own, for specs of pages and API. */
export interface TestTracker {
  readonly app: NestFastifyApplication;
  readonly record: OpenRecord;
  readonly place: TestPlace;
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

/** Specs run from the sources, of which no thread can be made: read models are filled in this one. */
export const buildHere: BuildOver = async (place, wanted, onProgress) => {
  const log = await openLogReadOnly(place.log);
  const vault = await openVaultReadOnly(vaultOf(place), place.masterKey);
  const openTexts = (page: readonly LoggedEvent[]) => openPage(page, vault);
  try {
    return await fillFresh(wanted, { log, openTexts, folder: readModelFiles(place) }, onProgress);
  } finally {
    await log.close();
    await vault.close();
  }
};

/** Where a tracker of specs lies: another one can be started there once it has stopped. */
export interface TestPlace {
  readonly dataDir: string;
  readonly log: LogPlace;
  /** In the data folder unless told. */
  readonly vault?: VaultPlace;
  readonly masterKey: Buffer;
}

/** The whole demonstration: 21 groups, two plans and their history; the clock stands at Monday 16 June 2014, 09:00. */
export async function startTracker(changes: Partial<TrackerOptions> = {}): Promise<TestTracker> {
  const dataDir = mkdtempSync(join(tmpdir(), 'minutebook-'));
  const place = { dataDir, log: await newLogPlace(dataDir), masterKey: randomBytes(32) };
  const tracker = await openTracker(place, true, changes);
  return {
    ...tracker,
    stop: async () => {
      await tracker.stop();
      await leaveLogPlace();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A tracker on what lies in a place; stopping it leaves its files. */
export async function openTracker(
  place: TestPlace,
  isNew = false,
  changes: Partial<TrackerOptions> = {},
): Promise<TestTracker> {
  const record = await openRecord(await openLog(place.log), place, {}, isNew, buildHere);
  const mailer = openOutbox(join(place.dataDir, 'outbox'), randomBytes(32), record.clock);
  const options: TrackerOptions = {
    sessionSecret: randomBytes(32),
    deployment: { council: 'Test council', demonstration: true, version: '0.0.0' },
    publicUrl: 'http://127.0.0.1:3000',
    mailer,
    reminderQueue: await openReminderQueue(place, record.clock, () => undefined),
    trustProxy: false,
    logLevel: 'silent',
    loopbackOnly: true,
    ...changes,
  };
  const app = await createTracker(record, options);
  if (isNew && record.demonstration)
    await loadDemonstration(app.get(CommandBus), record.demonstration, () => undefined);
  const server = app.getHttpServer();
  return {
    app,
    record,
    place,
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
    },
  };
}
