import {
  CommandRunner,
  MailRefused,
  MailUnavailable,
  PreconditionFailed,
  PublicAddress,
  type CommandRequest,
  type KeyVault,
  type Mail,
  type RecordingClock,
} from '@minutebook/kernel/recording';
import { LogInMemory } from '../../../kernel/read-models/read-models.fixture';
import { ReminderTestCommandHandler, SendReminderTest } from './reminder-test.command-handler';

const request: CommandRequest = {
  commandId: '6f1b4f0e-0000-4000-8000-000000000001',
  actor: { account: 'admin', role: 'administrator', grant: 'account-admin@0' },
  origin: 'user',
  via: 'page',
};

interface Setting {
  readonly canSend?: boolean;
  readonly email?: string | null;
  readonly fault?: Error;
}

/** The handler on an empty log, with what its mailer was given. */
function handlerWith({ canSend = true, email = 'admin@council.gov.uk', fault }: Setting) {
  const log = new LogInMemory();
  const sent: Mail[] = [];
  const vault = { put: async (keys: ReadonlyMap<string, unknown>) => keys } as unknown as KeyVault;
  const clock = { stamp: () => 1_402_905_600_000, seen: () => undefined } as unknown as RecordingClock;
  const mailer = {
    canSend,
    tellsDelivery: false,
    deliveryOf: async () => undefined,
    close: async () => undefined,
    send: async (mail: Mail) => {
      sent.push(mail);
      if (fault) throw fault;
      return { transmitted: true };
    },
  };
  const handler = new ReminderTestCommandHandler(
    new CommandRunner(log, vault, clock),
    { addressOf: () => email ?? undefined },
    new PublicAddress('https://minutebook.council.gov.uk'),
    mailer,
    log,
  );
  return { handler, log, sent };
}

describe('a test of reminders', () => {
  it('goes to the address of whoever asks for it, once, and is recorded without the address', async () => {
    const { handler, log, sent } = handlerWith({});
    await handler.execute(new SendReminderTest(request));
    await handler.execute(new SendReminderTest(request));
    expect(sent).toMatchObject([{ to: 'admin@council.gov.uk', key: `reminder-test-${request.commandId}` }]);
    expect(log.events).toMatchObject([{ type: 'ReminderTestSent', data: { account: 'admin', taken: true } }]);
    expect(JSON.stringify(log.events)).not.toContain('council.gov.uk');
  });

  it.each([
    ['address', new MailRefused('address', 'No such mailbox')],
    ['mail', new MailRefused('mail', 'Too large')],
    ['unavailable', new MailUnavailable(false, 'No answer to the greeting')],
    ['no-answer', new MailUnavailable(true, 'The connection broke')],
  ])('is recorded as not taken because of %s', async (why, fault) => {
    const { handler, log } = handlerWith({ fault });
    await handler.execute(new SendReminderTest(request));
    expect(log.events).toMatchObject([{ type: 'ReminderTestSent', data: { account: 'admin', taken: false, why } }]);
  });

  it.each<[string, Setting]>([
    ['no-mail-leaves', { canSend: false }],
    ['no-own-address', { email: null }],
  ])('is refused by %s, and nothing is sent or recorded', async (rule, setting) => {
    const { handler, log, sent } = handlerWith(setting);
    expect(await handler.execute(new SendReminderTest(request))).toMatchObject({ refused: { rule } });
    expect([log.events, sent]).toEqual([[], []]);
  });

  it('is not sent where it would not be recorded: the sending stands elsewhere than the request insists', async () => {
    const { handler, log, sent } = handlerWith({});
    await expect(handler.execute(new SendReminderTest({ ...request, expectedRevision: 4 }))).rejects.toThrow(
      PreconditionFailed,
    );
    expect([log.events, sent]).toEqual([[], []]);
  });
});
