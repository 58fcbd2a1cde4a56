import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './planted-violations.fixture';

const { requirements } = jest.requireActual<{ readonly requirements: Readonly<Record<string, readonly number[]>> }>(
  './asvs-5.0.0-levels-1-and-2.json',
);
const ASKED = Object.entries(requirements).flatMap(([section, numbers]) => numbers.map((each) => `${section}.${each}`));

/** What each standing owes its reader besides. */
const OWED: Readonly<Record<string, RegExp>> = {
  met: /Reason: | › /,
  partly: /Missing: /,
  'not yet': /Missing: /,
  operator: /Operator: /,
  'not applicable': /Because /,
};

interface Row {
  readonly number: string;
  readonly asks: string;
  readonly standing: string;
  readonly how: string;
}

function rowsOf(table: string): readonly Row[] {
  return table
    .split('\n')
    .filter((line) => /^\| \d/.test(line))
    .map((line) => {
      const [number = '', asks = '', standing = '', ...how] = line.slice(2, -2).split(' | ');
      return { number, asks, standing, how: how.join(' | ') };
    });
}

/** What is wrong with a table of the standard: each fault in one sentence. */
function faultsOf(table: string, textOf: (file: string) => string | undefined): readonly string[] {
  const rows = rowsOf(table);
  const listed = rows.map(({ number }) => number);
  const tests = rows.flatMap(({ number, how }) =>
    [...how.matchAll(/`([^`]+?\.spec\.ts) › ([^`]+)`/g)].map(([, file = '', name = '']) => ({ number, file, name })),
  );
  return [
    ...ASKED.filter((number) => !listed.includes(number)).map((number) => `${number} is missing`),
    ...listed.filter((number, at) => listed.indexOf(number) !== at).map((number) => `${number} is listed twice`),
    ...listed.filter((number) => !ASKED.includes(number)).map((number) => `${number} is not asked at levels 1 and 2`),
    ...rows
      .filter(({ asks, standing, how }) => asks === '' || OWED[standing]?.test(how) !== true)
      .map(({ number, standing }) => `${number} is said to be "${standing}" without what that owes`),
    ...tests.flatMap(({ number, file, name }) => {
      const text = textOf(file);
      if (text === undefined) return [`${number} names ${file}, which is not there`];
      return isNamedIn(text, name) ? [] : [`${number} names "${name}", which is no test of ${file}`];
    }),
  ];
}

/** Whether a spec has a test or a group of tests of that name. */
function isNamedIn(text: string, name: string): boolean {
  const calls = text.replace(/\(\s+/g, '(');
  return ["'", '"', '`'].some((quote) => calls.includes(`(${quote}${name}${quote},`));
}

const readProject = (file: string): string | undefined =>
  existsSync(join(PROJECT, file)) ? readFileSync(join(PROJECT, file), 'utf8') : undefined;

describe('The table of the security standard', () => {
  const document = readProject('docs/security.md') ?? '';

  it('is asked 253 things at levels 1 and 2', () => {
    expect([ASKED.length, new Set(ASKED).size]).toEqual([253, 253]);
  });

  it('lists each once, with its test or its reason, and names only tests that there are', () => {
    expect(faultsOf(document, readProject)).toEqual([]);
  });

  it('says at its head how many there are of each standing', () => {
    const rows = rowsOf(document);
    const count = (standing: string) => rows.filter((row) => row.standing === standing).length;
    const counted = Object.keys(OWED).map((standing) => `${count(standing)} ${standing}`);

    expect(document).toContain(`Of 253 requirements: ${counted.join(', ')}.`);
  });

  describe('planted', () => {
    const row = (number: string, standing: string, how: string) => `| ${number} | something | ${standing} | ${how} |`;
    const whole = ASKED.map((number) => row(number, 'met', 'Reason: so it is.'));
    const spec = (file: string) => (file === 'a.spec.ts' ? "it(\n  'holds', () => {" : undefined);
    const planted = (...lines: readonly string[]) => faultsOf([...whole.slice(1), ...lines].join('\n'), spec);

    it.each([
      ['a line that is missing', [], '1.1.1 is missing'],
      [
        'a line too many',
        [row('1.1.1', 'met', 'Reason: a'), row('1.1.1', 'met', 'Reason: b')],
        '1.1.1 is listed twice',
      ],
      [
        'a number of level 3',
        [whole[0] ?? '', row('1.2.10', 'met', 'Reason: a')],
        '1.2.10 is not asked at levels 1 and 2',
      ],
      ['no test and no reason', [row('1.1.1', 'met', 'Surely.')], '1.1.1 is said to be "met" without what that owes'],
      [
        'nothing said of what is missing',
        [row('1.1.1', 'partly', 'Reason: a')],
        '1.1.1 is said to be "partly" without what that owes',
      ],
      [
        'a standing of its own',
        [row('1.1.1', 'nearly', 'Reason: a')],
        '1.1.1 is said to be "nearly" without what that owes',
      ],
      [
        'a spec that is not there',
        [row('1.1.1', 'met', '`b.spec.ts › holds`')],
        '1.1.1 names b.spec.ts, which is not there',
      ],
      [
        'a test that is not there',
        [row('1.1.1', 'met', '`a.spec.ts › hold`')],
        '1.1.1 names "hold", which is no test of a.spec.ts',
      ],
    ])('%s is found', (_case, lines, fault) => {
      expect(planted(...lines)).toEqual([fault]);
    });

    it('and nothing else', () => {
      expect(planted(row('1.1.1', 'met', 'So it is. `a.spec.ts › holds`'))).toEqual([]);
    });
  });
});
