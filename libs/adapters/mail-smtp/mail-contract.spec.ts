import { mailContract } from '@minutebook/mail-contract';
import { openSmtpMailer } from '.';
import { MailServer } from './mail-server.fixture';

mailContract('Mail by SMTP', async () => {
  const server = await MailServer.start();
  const mailer = openSmtpMailer({
    address: `smtp://127.0.0.1:${server.port}`,
    sender: { address: 'minutebook@council.gov.uk' },
  });
  return {
    mailer,
    arrived: async () => server.arrived(),
    dispose: async () => {
      await mailer.close();
      await server.stop();
    },
  };
});
