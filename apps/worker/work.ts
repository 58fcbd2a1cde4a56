import { openMinutebook } from '../tracker/minutebook';
import { openLog } from '../tracker/record/log-place';
import { untilTheLogIsThere } from '../tracker/record/awaited';
import { beginReminders } from '../tracker/reminders/begin-reminders';
import { Metrics } from '../tracker/web/metrics';
import { HealthDoor } from './health-door';
import { untilTheRecordHasBegun } from './record-awaited';
import type { WorkerConfiguration } from './worker-configuration';

/** Reminds until a signal ends it: the tracker without its door. Several may run; what one has done the others find in the log. */
export async function work(configuration: WorkerConfiguration): Promise<void> {
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  for (const warning of configuration.warnings) say(warning);
  const waiting = (what: string): void => say(`${what}.`);
  await untilTheRecordHasBegun(
    () => untilTheLogIsThere(configuration.log, () => openLog(configuration.log), waiting),
    waiting,
  );
  const running = await openMinutebook(configuration);
  const { app, record } = running;
  await beginReminders(app, record);
  const { healthPort } = configuration;
  const door =
    healthPort === undefined
      ? undefined
      : await HealthDoor.open(healthPort, {
          get ready() {
            return record.readModels.ready;
          },
          get recordNumber() {
            return record.readModels.reached.recordNumber;
          },
          metrics: () => app.get(Metrics).text(),
        });
  process.stdout.write(
    configuration.mail.engine === 'none' && record.demonstration === undefined
      ? 'Minutebook’s worker runs, and reminds nobody: MAIL says none.\n'
      : 'Minutebook’s worker runs: it reminds.\n',
  );
  const end = async (): Promise<void> => {
    await door?.close();
    await running.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
}
