import { ControlSocket } from './command-line/control-socket';
import { carryOutIn } from './command-line/orders';
import type { Configuration } from './configuration';
import { FrontDoor } from './front-door';
import { openMinutebook, type Running } from './minutebook';

/** Opens the port, then the record, loads the demonstration on the first run, and serves until a signal ends it. */
export async function serve(configuration: Configuration): Promise<void> {
  const door = await FrontDoor.open(configuration);
  const reached = { ...configuration, publicUrl: urlAt(configuration, door.port) };
  let running: Running;
  let socket: ControlSocket;
  try {
    running = await openMinutebook(reached, (what) => door.waitFor(what));
    socket = new ControlSocket(configuration.dataDir, carryOutIn(running));
    await socket.listen();
  } catch (error) {
    await door.close();
    throw error;
  }
  door.handOver(running.app);
  announce(reached, running);
  const end = async (): Promise<void> => {
    await socket.close();
    await door.close();
    await running.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
}

/** Port 0 lets the machine choose one; links lead to what it chose. */
function urlAt({ publicUrl, port }: Configuration, listening: number): string {
  return port === 0 ? publicUrl.replace(/:0$/, `:${listening}`) : publicUrl;
}

function announce({ publicUrl, mail }: Configuration, { record, setUpCode }: Running): void {
  const next = record.demonstration ? howToTry(publicUrl) : howToBegin(publicUrl, setUpCode);
  const noMail = record.demonstration && mail.engine === 'smtp' ? `${NO_REAL_MAIL}\n\n` : '';
  process.stdout.write(`\nMinutebook is ready: ${publicUrl}\n\n${next}\n\n${noMail}`);
}

const NO_REAL_MAIL =
  'MAIL names a mail server, but this is a demonstration: it sends no mail to anybody. What it would send lies in its outbox,\n' +
  'at /demonstration/outbox for the administrator.';

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
