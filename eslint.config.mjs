import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What would make the same events give another state or another row: a clock, chance, the machine. */
const IMPURE_GLOBALS = [
  ['Date', 'A date arrives in the command or the event; sums are in @minutebook/kernel.'],
  ['performance', 'Time arrives in the command or the event.'],
  ['crypto', 'Ids and digests arrive in the command.'],
  ['process', 'Settings arrive in the command.'],
  ['setTimeout', 'Nothing here waits.'],
  ['setInterval', 'Nothing here waits.'],
  ['setImmediate', 'Nothing here waits.'],
  ['fetch', 'Look-ups arrive in the command.'],
].map(([name, message]) => ({ name, message }));

const PURE = ['libs/contexts/*/domain/**/*.ts', '**/*.projection.ts'];
/** Code that proves other code; the same places as in .dependency-cruiser.cjs. */
const TESTS = [
  '**/*.spec.ts',
  '**/*.fixture.ts',
  '**/*.fixtures.ts',
  'test/**/*.ts',
  'libs/adapters/*-contract/**/*.ts',
];
const PLAIN_JAVASCRIPT = ['**/*.js', '**/*.cjs', '**/*.mjs'];

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'data/', 'bench/node_modules/', 'test/architecture/violations/'] },
  // A rule is kept or it is changed here, for all: comments in the code switch nothing off.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      '@typescript-eslint/consistent-type-imports': 'off', // Nest reads the types of constructor parameters at run time.
      '@typescript-eslint/no-deprecated': [
        'error',
        // Called deprecated so that it stands out. A provider on this machine is asked without TLS; the settings refuse any other.
        { allow: [{ from: 'package', package: 'openid-client', name: 'allowInsecureRequests' }] },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // 'live' | string says which words have a meaning of their own.
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      // A port may be asynchronous although one adapter has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // One exhaustive switch is one decision, however many cases it has.
      complexity: ['error', { max: 20, variant: 'modified' }],
      eqeqeq: ['error', 'always'],
      'max-depth': ['error', 4],
      'max-lines': ['error', 400],
    },
  },
  {
    files: ['libs/**/*.ts', 'apps/**/*.ts'],
    ignores: TESTS,
    // A constructor's parameters are its dependencies, by name; Nest fills them in.
    rules: { '@typescript-eslint/max-params': ['error', { max: 6 }] },
  },
  {
    files: PURE,
    ignores: TESTS,
    rules: {
      'no-restricted-globals': ['error', ...IMPURE_GLOBALS],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Chance arrives in the command.' },
        { object: 'globalThis', message: 'Nothing here reaches for what the machine offers.' },
        { object: 'Temporal', property: 'Now', message: 'Today arrives in the command or with the page.' },
      ],
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^node:', message: 'Nothing here reaches the machine.' }] },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportExpression, CallExpression[callee.name="require"]',
          message: 'What this file rests on stands at its top.',
        },
      ],
    },
  },
  {
    files: TESTS,
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.name=/^(fit|fdescribe|xit|xtest|xdescribe)$/]',
          message: 'Every test runs, always.',
        },
        {
          selector:
            'CallExpression MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo)$/]',
          message: 'Every test runs, always.',
        },
      ],
      // Specs read the loosely typed bodies of HTTP answers.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: PLAIN_JAVASCRIPT,
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: {
        Buffer: 'readonly',
        console: 'readonly',
        process: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        document: 'readonly',
      },
    },
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly' },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
