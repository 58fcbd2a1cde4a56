import { readConfiguration, type Configuration } from '../configuration';
import { openMinutebook } from '../minutebook';
import { sayFailure } from '../say-failure';
import { askServer, OrderRefused } from './control-socket';
import { backup, restore, rotate, verifyLog } from './files';
import { readOptions } from './options';
import { carryOutIn } from './orders';

type Command = (configuration: Configuration, words: readonly string[]) => Promise<string>;

/** Carried out by the process that holds the record: the running server, else this one, which takes the writer's lock. */
const ordered =
  (command: string, known: readonly string[]): Command =>
  async (configuration, words) => {
    const order = { command, options: readOptions(words, known) };
    const answer = await askServer(configuration.dataDir, order, sayProgress);
    if (answer !== undefined) return answer;
    const running = await openMinutebook(configuration);
    try {
      return await carryOutIn(running)(order, sayProgress);
    } finally {
      await running.stop();
    }
  };

const COMMANDS: Readonly<Record<string, Command>> = {
  token: ordered('token', ['account']),
  rebuild: ordered('rebuild', []),
  'verify-log': (configuration) => verifyLog(configuration),
  backup: (configuration, words) => backup(configuration, readOptions(words, ['log-to', 'keys-to'], []), Date.now()),
  restore: (configuration, words) => restore(configuration, readOptions(words, ['log', 'keys'], ['log'])),
  'rotate-master-key': (configuration) => rotate(configuration),
};

function sayProgress(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function main([name = '', ...words]: readonly string[]): Promise<void> {
  const command = COMMANDS[name];
  if (!command)
    throw new OrderRefused(`There is no command "${name}". There are: ${Object.keys(COMMANDS).join(', ')}.`);
  process.stdout.write(`${await command(readConfiguration(process.env), words)}\n`);
}

main(process.argv.slice(2)).catch(sayFailure);
