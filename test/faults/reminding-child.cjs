/**
 * A process to be killed: the product's record and its policy of reminders, on clocks that its parent moves on. It runs the
 * compiled program, which is what is shipped. It reads one line for each thing to do, and prints one once that is done and
 * all that follows from it.
 *
 * Arguments: the compiled program's folder, the data folder, and the settings as JSON.
 */
const { randomBytes } = require('node:crypto');
const { writeSync } = require('node:fs');
const { join } = require('node:path');
const { createInterface } = require('node:readline');
const [, , compiled, dataDir, text] = process.argv;
const settings = JSON.parse(text);
const of = (...path) => require(join(compiled, ...path));
const { CommandBus } = require('@nestjs/cqrs');
const { CommandRunner, RecordingClock, uuidV5 } = of('libs', 'kernel', 'recording');
const { ChangeBook } = of('libs', 'kernel', 'read-models');
const { openSmtpMailer } = of('libs', 'adapters', 'mail-smtp');
const { openBullMqReminderQueue } = of('libs', 'adapters', 'reminder-queue-bullmq');
const { openSqliteReminderQueue } = of('libs', 'adapters', 'reminder-queue-sqlite');
const { RecordOnAccount } = of('libs', 'contexts', 'accounts');
const { RecordOnAction, RecordOnActionPlan } = of('libs', 'contexts', 'action-plans');
const { RecordOnGovernanceGroup } = of('libs', 'contexts', 'governance-groups');
const { RecordOnReminderPreferences, RecordOnReminderRules, ReminderPolicy, SwitchReminders } = of(
  'libs',
  'contexts',
  'reminders',
);
const { openLog } = of('apps', 'tracker', 'record', 'log-place');
const { openRecord } = of('apps', 'tracker', 'record', 'record');
const { createTracker } = of('apps', 'tracker', 'tracker');

/** Namespace of the ids of what the parent tells: what it tells again after a kill is recorded once. */
const TOLD = '6f1d5f3e-0000-5000-8000-000000000005';

const COMMANDS = {
  account: (id, input, request) => new RecordOnAccount(id, input, request),
  group: (id, input, request) => new RecordOnGovernanceGroup(id, input, request),
  plan: (id, input, request) => new RecordOnActionPlan(id, input, request),
  action: (id, input, request) => new RecordOnAction(id, input, request),
  preferences: (id, input, request) => new RecordOnReminderPreferences(id, input, request),
  rules: (_id, input, request) => new RecordOnReminderRules(input, request),
  switch: (_id, input, request) => new SwitchReminders(input, request),
};
/** As the product's own queue waits before it asks a handler again that failed. */
const WAITS = [1, 5, 15, 60, 180].map((minutes) => minutes * 60_000);
/** The same where the clocks run: so many tries, each after a part of a second. */
const SHORT_WAITS = WAITS.map((_, tries) => 200 * (tries + 1));

/** Both clocks go together: a machine that stood still while its parent did something else, or one whose clocks were set. */
const runs = settings.redis !== undefined;
const clock = { time: 0, ahead: 0 };
const system = {
  now: () => (runs ? Date.now() + clock.ahead : clock.time),
  monotonic: () => system.now(),
};

function setClocks(at) {
  clock.time = at;
  clock.ahead = at - Date.now();
}

async function main() {
  setClocks(settings.at);
  const log = { engine: 'sqlite', folder: join(dataDir, 'log') };
  const opened = await openRecord(await openLog(log), { dataDir, log, masterKey: Buffer.alloc(32, 7) });
  const recording = new RecordingClock(system, system);
  const record = {
    ...opened,
    clock: system,
    systemClock: system,
    runner: new CommandRunner(opened.log, opened.vault, recording),
  };
  const mailer = openSmtpMailer({
    address: settings.mailServer,
    sender: { address: 'minutebook@council.gov.uk' },
    timing: { connect: 5_000, silence: settings.silenceMs, whole: 20_000, pauses: [1, 1], close: 100 },
  });
  const works = [];
  for (const queue of settings.queues) works.push(await work(record, mailer, queue));
  const commands = works[0].app.get(CommandBus);
  if (!runs) await settled(record, works);
  say({ ready: true, ahead: clock.ahead });
  for await (const line of createInterface({ input: process.stdin })) {
    const { at, told = [] } = JSON.parse(line);
    setClocks(at);
    const refused = [];
    for (const [index, { what, id, input, by }] of told.entries()) {
      const request = {
        commandId: uuidV5(TOLD, `${at} ${index}`),
        actor: { account: by, role: 'clerk', grant: 'account-clerk@0' },
        origin: 'import',
        via: 'cli',
        published: true,
        reason: 'As the year goes',
      };
      const outcome = await commands.execute(COMMANDS[what](id, input, request));
      if ('refused' in outcome) refused.push(`${what} ${id} ${input.type}: ${outcome.refused.rule}`);
      else await record.readModels.waitFor(outcome.done.stream, outcome.done.revision, 20_000);
      // Else nobody could tell what came first.
      await settled(record, works);
    }
    if (!runs) await settled(record, works);
    say({ done: at, ahead: clock.ahead, refused });
  }
}

function openQueue(name) {
  if (!runs)
    return openSqliteReminderQueue(join(dataDir, 'alarms', `${name}.sqlite`), { clock: system, waits: WAITS, system });
  const scaled = { waits: SHORT_WAITS, leaseMs: 1_000, lookAgainMs: 200 };
  return openBullMqReminderQueue(settings.redis, { clock: system, prefix: name, ...scaled });
}

async function work(record, mailer, queue) {
  const reminderQueue = await openQueue(queue);
  const app = await createTracker(
    { ...record, changes: new ChangeBook() },
    {
      sessionSecret: randomBytes(32),
      deployment: { council: 'Harbour Council', demonstration: true, version: '0.0.0' },
      publicUrl: 'http://127.0.0.1:3000',
      mailer,
      reminderQueue,
      trustProxy: false,
      logLevel: 'silent',
      loopbackOnly: false,
    },
  );
  const policy = app.get(ReminderPolicy, { strict: false });
  await policy.begin();
  return { app, policy };
}

/** Rings until nothing is recorded any more. What a killed process held is free again when its lease has ended. */
async function settled({ readModels }, works) {
  for (let calm = 0; calm < 2;) {
    const before = readModels.reached.recordNumber;
    await Promise.all(works.map(({ policy }) => policy.clockMoved()));
    calm = readModels.reached.recordNumber === before ? calm + 1 : 0;
  }
}

function say(line) {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

main().catch((error) => {
  say({ failed: String(error && error.stack) });
  process.exit(1);
});
