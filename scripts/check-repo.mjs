/**
 * The rules of this repository that no other tool knows. Takes the folder to look at, names each fault as
 * `<rule>: <file>: <what is wrong>`, and exits with 1 if there is one.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entriesWithAddress, missingOptionalPackages } from './lockfile.mjs';

const root = process.argv[2];
/** What .gitignore leaves out: packages, builds, and the records of whoever runs the program here. */
const NOT_OURS = /(^|\/)(node_modules|dist|\.git|coverage)$|^deploy\/secrets$|^data([-.][^/]*)?$|\.log$|(^|\/)\.env$/;

/** The last two parts of a name say what a file is; a new kind of file is added here, once, on purpose. */
const KINDS_OF_TYPESCRIPT = new Set([
  // domain/
  ...['events', 'commands', 'state', 'rules', 'refusals', 'decider', 'sentences'],
  // application/, read-models/, and what a worker thread begins with
  ...['command-handler', 'policy', 'projection', 'query', 'module', 'worker'],
  // pages/, api/
  ...['controller', 'form', 'presenter', 'guard', 'filter', 'bodies', 'answers', 'queries'],
  // tests; besides these, the spec of any kind named here
  ...['spec', 'page.spec', 'properties.spec', 'faults.spec', 'fixture'],
]);
const SUFFIXES = new Set([
  ...['ts', 'mjs', 'cjs', 'js', 'json', 'njk', 'css', 'svg', 'png', 'ico', 'csv', 'md', 'txt', 'yml', 'sh'],
]);
const SUFFIXLESS = /^(\..+|run|LICENSE|Dockerfile)$/;
const VAGUE_FOLDERS = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'shared', 'misc', 'lib']);

const files = filesUnder('');
const faults = [
  ...vagueFolders(),
  ...names(),
  ...machinePaths(),
  ...repeatedDecisions(),
  ...brokenLinks(),
  ...lockfile(),
];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

function filesUnder(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (NOT_OURS.test(path)) return [];
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

function read(file) {
  return readFileSync(join(root, file), 'utf8');
}

function vagueFolders() {
  return files
    .filter((file) =>
      file
        .split('/')
        .slice(0, -1)
        .some((folder) => VAGUE_FOLDERS.has(folder)),
    )
    .map((file) => `vague-folder: ${file}: name the folder after what it holds`);
}

function names() {
  return files.flatMap((file) => {
    const name = file.slice(file.lastIndexOf('/') + 1);
    const [stem, ...rest] = name.split('.');
    if (SUFFIXLESS.test(name)) return [];
    const suffix = rest.at(-1);
    if (!SUFFIXES.has(suffix)) return [`suffix: ${file}: no such kind of file is known here`];
    if (!['ts', 'njk'].includes(suffix)) return [];
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem)) return [`kebab-case: ${file}: names are written-like-this`];
    const kind = rest.slice(0, -1).join('.');
    if (suffix === 'njk' || kind === '' || KINDS_OF_TYPESCRIPT.has(kind)) return [];
    // action-board.query.spec.ts: the spec of a kind that is known.
    if (kind.endsWith('.spec') && KINDS_OF_TYPESCRIPT.has(kind.slice(0, -'.spec'.length))) return [];
    return [`suffix: ${file}: ".${kind}.ts" is no kind of file that is known here`];
  });
}

/** Addresses of one machine mean nothing on another. */
function machinePaths() {
  const machine = /(?<![\w.~-])(\/home\/[a-z]|\/Users\/[A-Za-z]|\/root\/|\/work\/|\/tmp\/[\w-]|[A-Z]:\\Users\\)/;
  return files
    .filter((file) => isText(file) && file !== 'package-lock.json' && machine.test(read(file)))
    .map((file) => `machine-path: ${file}: ${machine.exec(read(file))[0]}`);
}

function repeatedDecisions() {
  const folder = 'docs/decisions/';
  const seen = new Map();
  return files
    .filter((file) => file.startsWith(folder) && file !== `${folder}README.md`)
    .flatMap((file) => {
      const number = /^(\d{4})-[a-z0-9-]+\.md$/.exec(file.slice(folder.length))?.[1];
      if (!number) return [`decision-name: ${file}: decisions are named 0001-what-was-decided.md`];
      const other = seen.get(number);
      seen.set(number, file);
      return other ? [`decision-number: ${file}: ${number} is also ${other}`] : [];
    });
}

/** A link inside the repository that leads to no file. */
function brokenLinks() {
  return files
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => {
      const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
      return [...read(file).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)(#[^)]*)?\)/g)]
        .filter(([, target]) => !existsSync(join(root, folder, target)))
        .map(([, target]) => `broken-link: ${file}: ${target}`);
    });
}

function lockfile() {
  if (!files.includes('package-lock.json')) return [];
  const lock = JSON.parse(read('package-lock.json'));
  return [
    ...entriesWithAddress(lock).map((path) => `lockfile-address: package-lock.json: ${path} names a registry`),
    ...missingOptionalPackages(lock).map(
      ({ name }) =>
        `lockfile-incomplete: package-lock.json: ${name} is missing; run node scripts/complete-lockfile.mjs`,
    ),
  ];
}

function isText(file) {
  return !/\.(png|ico)$/.test(file);
}
