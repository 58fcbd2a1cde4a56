import { ControlSocket } from './command-line/control-socket';
import { carryOutIn } from './command-line/orders';
import type { Configuration } from './configuration';
import { FrontDoor } from './front-door';
import { openMinutebook, type Running } from './minutebook';
import { beginReminders } from './reminders/begin-reminders';

/** Opens the port, then the record, loads the demonstration on the first run, and serves until a signal ends it. */
export async function serve(configuration: Configuration): Promise<void> {
  for (const warning of configuration.warnings) process.stderr.write(`${warning}\n`);
  const door = await FrontDoor.open(configuration);
  const reached = { ...configuration, publicUrl: urlAt(configuration, door.port) };
  let running: Running;
  let socket: ControlSocket;
  try {
    running = await openMinutebook(reached, (what) => door.waitFor(what));
    if (configuration.policies) await beginReminders(running.app, running.record);
    else process.stderr.write(`${NO_POLICIES}\n`);
    socket = new ControlSocket(configuration.dataDir, carryOutIn(running));
    await socket.listen();
  } catch (error) {
    await door.close();
    throw error;
  }
  door.handOver(running.app);
  process.stdout.write(announcement(reached, running.record.demonstration !== undefined, running.setUpCode));
  const end = async (): Promise<void> => {
    await socket.close();
    await door.close();
    await running.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
}

const NO_POLICIES = 'POLICIES is off: nobody is reminded by this process. All else runs here as before.';

/** Port 0 lets the machine choose one; links lead to what it chose. */
function urlAt({ publicUrl, port }: Configuration, listening: number): string {
  return port === 0 ? publicUrl.replace(/:0$/, `:${listening}`) : publicUrl;
}

/** What is said on the console once the service is ready. */
export function announcement(
  { publicUrl, mail }: Pick<Configuration, 'publicUrl' | 'mail'>,
  isDemonstration: boolean,
  setUpCode: string | undefined,
): string {
  const parts = isDemonstration
    ? [howToTry(publicUrl), ...(mail.engine === 'smtp' ? [noRealMail(publicUrl)] : [])]
    : [howToBegin(publicUrl, setUpCode)];
  return `\nMinutebook is ready: ${publicUrl}\n\n${parts.join('\n\n')}\n\n`;
}

function noRealMail(url: string): string {
  return (
    `MAIL names a mail server, but this is a demonstration: it sends no mail to anybody. The administrator reads what it would\n` +
    `have sent at ${url}/demonstration/outbox.`
  );
}

function howToTry(url: string): string {
  return (
    `Sign in at ${url}/sign-in: choose who you want to be (no password is needed in the demonstration),\n` +
    `for example demo-action-lead, who reports progress, or demo-monitoring-lead, who confirms it.\n` +
    `For the API: npm run token -- --account demo-clerk`
  );
}

function howToBegin(url: string, setUpCode: string | undefined): string {
  if (setUpCode === undefined) return `Sign in at ${url}/sign-in.`;
  return (
    `This record is new. Open ${url}/set-up and enter this code, which is good until the record is set up or\n` +
    `Minutebook is started again:\n\n    ${setUpCode}`
  );
}
