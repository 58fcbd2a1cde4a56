import { OrderRefused } from './control-socket';

/** Reads `--name value` pairs. Throws `OrderRefused` for anything else, or where a needed one is missing. */
export function readOptions(
  words: readonly string[],
  known: readonly string[],
  needed: readonly string[] = known,
): Readonly<Record<string, string>> {
  const usage = `Give ${known.map((name) => `--${name} <${name}>`).join(' ')}.`;
  const options: Record<string, string> = {};
  for (let at = 0; at < words.length; at += 2) {
    const name = words[at]?.replace(/^--/, '') ?? '';
    const value = words[at + 1];
    if (!words[at]?.startsWith('--') || !known.includes(name))
      throw new OrderRefused(`"${words[at] ?? ''}" is not an option of this command. ${usage}`);
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
