import { realSystemClock } from '@minutebook/kernel/recording';
import { mailContract } from '@minutebook/mail-contract';
import { NotifyTestServer } from '@minutebook/notify-test-server';
import { openNotifyMailer } from '.';
import { shownByNotify } from './markdown.fixture';

mailContract('Mail by GOV.UK Notify', async () => {
  const server = await NotifyTestServer.start();
  const mailer = openNotifyMailer({
    apiKey: server.apiKey,
    templateId: server.templateId,
    baseUrl: server.url,
    clock: realSystemClock,
  });
  return {
    mailer,
    textOnly: true,
    arrived: async () =>
      server.taken.map(({ reference, email_address, subject, body }) => ({
        key: reference ?? 'none',
        to: email_address,
        subject,
        text: shownByNotify(body).replace(/\n+$/, ''),
      })),
    dispose: async () => {
      await mailer.close();
      await server.stop();
    },
  };
});
