import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mailContract } from '@minutebook/mail-contract';
import { openOutbox } from '.';

mailContract('The outbox', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'minutebook-outbox-'));
  const mailer = openOutbox(folder, randomBytes(32), { now: () => Date.now() });
  return {
    mailer,
    arrived: async () =>
      mailer
        .mails()
        .toReversed()
        .map(({ key, to, subject, text, html }) => ({
          ...{ key, to, subject, text: text.replace(/\n+$/, '') },
          ...(html && { html }),
        })),
    dispose: async () => {
      await mailer.close();
      rmSync(folder, { recursive: true });
    },
  };
});
