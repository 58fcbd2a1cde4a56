import { ControlSocket } from './command-line/control-socket';
import { carryOutIn } from './command-line/orders';
import type { Configuration } from './configuration';
import { FrontDoor } from './front-door';
import { openMinutebook, type Running } from './minutebook';

/** Opens the port, then the record, loads the demonstration on the first run, and serves until a signal ends it. */
export async function serve(configuration: Configuration): Promise<void> {
  for (const warning of configuration.warnings) process.stderr.write(`${warning}\n`);
  const door = await FrontDoor.open(configuration);
  let running: Running;
  let socket: ControlSocket;
  try {
    running = await openMinutebook(configuration, (what) => door.waitFor(what));
    socket = new ControlSocket(configuration.dataDir, carryOutIn(running));
    await socket.listen();
  } catch (error) {
    await door.close();
    throw error;
  }
  door.handOver(running.app);
  announce(configuration, door.port, running);
  const end = async (): Promise<void> => {
    await socket.close();
    await door.close();
    await running.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
}

function announce({ publicUrl, port }: Configuration, listening: number, { record, setUpCode }: Running): void {
  const url = port === 0 ? publicUrl.replace(/:0$/, `:${listening}`) : publicUrl;
  process.stdout.write(
    `\nMinutebook is ready: ${url}\n\n${record.demonstration ? howToTry(url) : howToBegin(url, setUpCode)}\n\n`,
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
