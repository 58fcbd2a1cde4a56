import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClaimsMapping, OpenIdSettings } from '@minutebook/accounts';
import { NO_MAIL } from '../../apps/tracker/mail/open-mailer';
import { openLog } from '../../apps/tracker/record/log-place';
import { openRecord } from '../../apps/tracker/record/record';
import { openReminderQueue } from '../../apps/tracker/reminders/open-reminder-queue';
import { createTracker } from '../../apps/tracker/tracker';
import { leaveLogPlace, newLogPlace } from '../tracker/log-under-test.fixture';
import { freePort } from '../tracker/product.fixture';
import type { CouncilAccounts } from './council-accounts.fixture';
import { CONFIDENTIAL_CLIENT, IdentityProvider, type ProviderOptions } from './identity-provider.fixture';

/** For specs only: an empty record of a council, served on this machine, whose readers sign in with a real provider. */
export interface OpenIdTracker {
  readonly url: string;
  readonly provider: IdentityProvider;
  /** Moves the machine's time on, in ms. */
  later(ms: number): void;
  stop(): Promise<void>;
}

/** For specs only: the clerks' group is clerk for the council, and one role of the provider's makes an auditor. */
export const MAPPING: ClaimsMapping = [
  { claim: ['groups'], value: 'clerks', role: 'clerk', scope: { kind: 'council' } },
  { claim: ['roles'], value: 'Minutebook.Auditor', role: 'auditor', scope: { kind: 'council' } },
];

export async function startOpenIdTracker(
  accounts: CouncilAccounts,
  options: Partial<ProviderOptions> & { readonly local?: boolean; readonly settings?: Partial<OpenIdSettings> },
): Promise<OpenIdTracker> {
  const { local = false, settings = {}, ...ofProvider } = options;
  const url = `http://127.0.0.1:${await freePort()}`;
  const provider = await IdentityProvider.start(url, ofProvider);
  const dataDir = mkdtempSync(join(tmpdir(), 'minutebook-openid-'));
  const place = await newLogPlace(dataDir);
  const record = await openRecord(await openLog(place), { dataDir, log: place, masterKey: randomBytes(32) });
  let ahead = 0;
  const systemClock = {
    now: () => record.systemClock.now() + ahead,
    monotonic: () => record.systemClock.monotonic() + ahead,
  };
  const openId: OpenIdSettings = {
    issuer: new URL(provider.issuer),
    clientId: CONFIDENTIAL_CLIENT.id,
    clientSecret: CONFIDENTIAL_CLIENT.secret,
    scopes: 'openid profile email',
    name: 'Harbour ID',
    mapping: MAPPING,
    publicUrl: new URL(url),
    ...settings,
  };
  const app = await createTracker(
    { ...record, systemClock },
    {
      signIn: { local, openId },
      sessionSecret: randomBytes(32),
      deployment: { council: 'Test council', demonstration: false, version: '0.0.0' },
      publicUrl: url,
      mailer: NO_MAIL,
      reminderQueue: await openReminderQueue({ dataDir }, record.clock, () => undefined),
      trustProxy: false,
      logLevel: 'silent',
      loopbackOnly: false,
    },
  );
  app.useLogger(false);
  await accounts.begin(app);
  await app.listen(Number(new URL(url).port), '127.0.0.1');
  return {
    url,
    provider,
    later: (ms) => void (ahead += ms),
    stop: async () => {
      await app.close();
      await record.close();
      await provider.stop();
      await leaveLogPlace();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
