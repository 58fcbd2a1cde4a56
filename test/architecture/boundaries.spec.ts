import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { jsonOf, PLANTED_TREE, plantedFiles, PROJECT } from './planted-violations.fixture';

interface CruiseResult {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
      readonly cycle?: readonly { readonly name: string }[];
    }[];
  };
}

const CONFIGURATION = join(PROJECT, '.dependency-cruiser.cjs');

function cruise(folder: string, ...places: string[]): CruiseResult {
  const args = ['--config', CONFIGURATION, '--ts-config', 'tsconfig.json', '--output-type', 'json', ...places];
  return jsonOf('dependency-cruiser/bin/dependency-cruise.mjs', args, folder);
}

const { forbidden } = jest.requireActual<{ readonly forbidden: readonly { readonly name: string }[] }>(CONFIGURATION);
const RULES = forbidden.map(({ name }) => name);

describe('import boundaries', () => {
  it('hold in the whole project', () => {
    // given
    const places = ['apps', 'libs', 'test', 'scripts', 'bench'].filter((place) => existsSync(join(PROJECT, place)));

    // when
    const { modules, summary } = cruise(PROJECT, ...places);

    // then
    const broken = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
    expect(broken).toEqual([]);
    // A cruise that sees nothing finds nothing.
    expect(modules.map(({ source }) => source)).toEqual(
      expect.arrayContaining(['libs/kernel/index.ts', 'libs/kernel/recording/index.ts', 'apps/tracker/main.ts']),
    );
  });

  describe('of the planted tree', () => {
    const planted = plantedFiles();
    const reported = new Map<string, Set<string>>([...planted.keys()].map((file) => [file, new Set()]));

    beforeAll(() => {
      for (const { from, rule, cycle } of cruise(PLANTED_TREE, 'apps', 'libs').summary.violations) {
        for (const file of [from, ...(cycle ?? []).map(({ name }) => name)]) reported.get(file)?.add(rule.name);
      }
    });

    it.each([...planted])('%s breaks exactly what it says: %j', (file, rules) => {
      const boundaries = rules.filter((rule) => RULES.includes(rule));
      expect([...(reported.get(file) ?? [])]).toEqual(boundaries);
    });

    it.each(RULES)('there is a violation of %s', (rule) => {
      const violating = [...planted].filter(([, rules]) => rules.includes(rule));
      expect(violating).not.toEqual([]);
    });
  });
});
