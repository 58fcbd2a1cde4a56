import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readPlaces, type Configuration } from '../configuration';
import { openMinutebook } from '../minutebook';
import { sayFailure } from '../say-failure';
import { askServer, OrderRefused } from './control-socket';
import { IMPORT_OPTIONS } from './import-order';
import { backup, restore, rotate, verifyLog } from './files';
import { moveLog } from './move-log';
import { readOptions, type OptionsKnown } from './options';
import { carryOutIn } from './orders';
import { RECOVER_OPTIONS } from './recover-order';
import { TOKEN_OPTIONS } from './token-order';

type Options = Readonly<Record<string, string>>;

/** Adds to an order what only this process can know, such as what is in a file that it names. */
type Complete = (options: Options) => Options;

type Command = (words: readonly string[]) => Promise<string>;

/** With the settings of the record that the environment names. */
const configured =
  (work: (configuration: Configuration, words: readonly string[]) => Promise<string>): Command =>
  (words) => {
    const configuration = readPlaces(process.env);
    for (const warning of configuration.warnings) process.stderr.write(`${warning}\n`);
    return work(configuration, words);
  };

/** Carried out by the process that holds the record: the running server, else this one, which takes the writer's lock. */
const ordered = (command: string, known: OptionsKnown, complete: Complete = (options) => options): Command =>
  configured(async (configuration, words) => {
    const order = { command, options: complete(readOptions(words, known)) };
    const answer = await askServer(configuration.dataDir, order, sayProgress);
    if (answer !== undefined) return answer;
    const running = await openMinutebook(configuration);
    try {
      return await carryOutIn(running)(order, sayProgress);
    } finally {
      await running.stop();
    }
  });

const COMMANDS: Readonly<Record<string, Command>> = {
  recover: ordered('recover', RECOVER_OPTIONS),
  token: ordered('token', TOKEN_OPTIONS),
  import: ordered('import', IMPORT_OPTIONS, withContent),
  rebuild: ordered('rebuild', { known: [] }),
  'verify-log': configured(verifyLog),
  backup: configured((configuration, words) =>
    backup(configuration, readOptions(words, { known: ['log-to', 'keys-to'], needed: [] }), Date.now()),
  ),
  restore: configured((configuration, words) =>
    restore(configuration, readOptions(words, { known: ['log', 'keys'], needed: [] })),
  ),
  'rotate-master-key': configured(rotate),
  // It is told both logs, and needs neither the data folder nor any secret of it.
  'move-log': (words) => moveLog(words, process.env['EVENT_LOG_PREFIX']),
};

function withContent(options: Options): Options {
  const file = options['file'] ?? '';
  if (!existsSync(file)) throw new OrderRefused(`There is no file ${file}.`);
  return { ...options, file: basename(file), content: readFileSync(file).toString('base64') };
}

function sayProgress(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function main([name = '', ...words]: readonly string[]): Promise<void> {
  const command = COMMANDS[name];
  if (!command)
    throw new OrderRefused(`There is no command "${name}". There are: ${Object.keys(COMMANDS).join(', ')}.`);
  process.stdout.write(`${await command(words)}\n`);
}

main(process.argv.slice(2)).catch(sayFailure);
