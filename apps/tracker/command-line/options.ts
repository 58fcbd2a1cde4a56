import { OrderRefused } from './control-socket';

/** What a command of the command line may be given: options with a value, those that it needs, and flags without. */
export interface OptionsKnown {
  readonly known: readonly string[];
  readonly needed?: readonly string[];
  readonly flags?: readonly string[];
}

/** Reads `--name value` pairs and `--flag`s (which read `yes`). Throws `OrderRefused` for anything else, or where a needed one is missing. */
export function readOptions(
  words: readonly string[],
  { known, needed = known, flags = [] }: OptionsKnown,
): Readonly<Record<string, string>> {
  const said = [...known.map((name) => `--${name} <${name}>`), ...flags.map((name) => `[--${name}]`)];
  const usage = said.length === 0 ? 'This command takes no options.' : `Give ${said.join(' ')}.`;
  const options: Record<string, string> = {};
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const name = word.replace(/^--/, '');
    if (!word.startsWith('--') || ![...known, ...flags].includes(name))
      throw new OrderRefused(`"${word}" is not an option of this command. ${usage}`);
    const value = flags.includes(name) ? 'yes' : rest.shift();
    if (value === undefined || value.startsWith('--')) throw new OrderRefused(`--${name} needs a value. ${usage}`);
    options[name] = value;
  }
  const missing = needed.filter((name) => options[name] === undefined);
  if (missing.length > 0)
    throw new OrderRefused(
      `${missing.map((name) => `--${name}`).join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing. ${usage}`,
    );
  return options;
}
