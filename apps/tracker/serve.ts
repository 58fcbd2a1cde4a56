import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ControlSocket } from './command-line/control-socket';
import { carryOutIn } from './command-line/orders';
import { ConfigurationFault, type Configuration } from './configuration';
import { openMinutebook } from './minutebook';

/** Opens the record, loads the demonstration on the first run, and serves until a signal ends it. */
export async function serve(configuration: Configuration): Promise<void> {
  const { host, port, dataDir } = configuration;
  const running = await openMinutebook(configuration);
  const socket = new ControlSocket(dataDir, carryOutIn(running));
  await socket.listen();
  await running.app.listen(port, host).catch(async (error: NodeJS.ErrnoException) => {
    await socket.close();
    await running.stop();
    throw cannotListen(error, configuration);
  });
  announce(configuration, running.app);
  const end = async (): Promise<void> => {
    await socket.close();
    await running.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
}

function cannotListen(error: NodeJS.ErrnoException, { host, port }: Configuration): Error {
  if (error.code === 'EADDRINUSE')
    return new ConfigurationFault(
      `Something else already listens on ${host}:${port}. Stop it, or set PORT to another number.`,
    );
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL')
    return new ConfigurationFault(
      `This machine does not let us listen on ${host}:${port}. Set HOST and PORT to others.`,
    );
  return error;
}

function announce({ publicUrl, port }: Configuration, app: NestFastifyApplication): void {
  const address = app.getHttpServer().address();
  const listening = typeof address === 'object' && address !== null ? address.port : port;
  const url = port === 0 ? publicUrl.replace(/:0$/, `:${listening}`) : publicUrl;
  process.stdout.write(
    `\nMinutebook is ready: ${url}\n\n` +
      `Sign in at ${url}/sign-in: choose who you want to be (no password is needed in the demonstration),\n` +
      `for example demo-action-lead, who reports progress, or demo-monitoring-lead, who confirms it.\n` +
      `For the API: npm run token -- --account demo-clerk\n\n`,
  );
}
