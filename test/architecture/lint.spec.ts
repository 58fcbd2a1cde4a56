import { join } from 'node:path';
import { jsonOf, PLANTED_TREE, plantedFiles, PROJECT } from './planted-violations.fixture';

type LintResult = readonly {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null }[];
}[];

/** The rules that architecture rests on: no clock, no chance, no machine; nothing untyped, nothing forgotten. */
const RULES = [
  'no-restricted-globals',
  'no-restricted-properties',
  'no-restricted-imports',
  'no-restricted-syntax',
  '@typescript-eslint/no-explicit-any',
  '@typescript-eslint/no-floating-promises',
];

describe('lint rules of the planted tree', () => {
  const planted = plantedFiles();
  const reported = new Map<string, Set<string>>([...planted.keys()].map((file) => [file, new Set()]));

  beforeAll(() => {
    const args = ['--config', join(PROJECT, 'eslint.config.mjs'), '--format', 'json', '.'];
    for (const { filePath, messages } of jsonOf<LintResult>('eslint/bin/eslint.js', args, PLANTED_TREE)) {
      const file = filePath.slice(PLANTED_TREE.length + 1).replaceAll('\\', '/');
      for (const { ruleId } of messages) if (ruleId !== null) reported.get(file)?.add(ruleId);
    }
  }, 60_000);

  it.each([...planted])('%s breaks exactly what it says: %j', (file, rules) => {
    const lint = rules.filter((rule) => RULES.includes(rule));
    expect([...(reported.get(file) ?? [])]).toEqual(lint);
  });

  it.each(RULES)('there is a violation of %s', (rule) => {
    const violating = [...planted].filter(([, rules]) => rules.includes(rule));
    expect(violating).not.toEqual([]);
  });
});
