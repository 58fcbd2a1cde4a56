/**
 * What can be said of our dependencies without asking anybody: their licences, and that none of them runs a script while it
 * is installed. Takes the folder to look at, names each fault, and exits with 1 if there is one. What is allowed stands in
 * dependency-rules.json.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.argv[2];
const { licences, licencesOfOne, installScripts } = JSON.parse(
  readFileSync(new URL('dependency-rules.json', import.meta.url), 'utf8'),
);
const packages = Object.entries(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages)
  .filter(([path]) => path !== '')
  .map(([path, entry]) => ({ ...entry, name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length) }));

const faults = [...strangeLicences(), ...newScripts(), ...scriptsThatRun()];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

function strangeLicences() {
  return packages
    .filter((each) => !isAllowed(each))
    .map(({ name, version, license = 'none' }) => `licence: ${name} ${version}: ${license} is not among those we take`);
}

function isAllowed({ name, license }) {
  if (license === undefined) return isBinaryOfAllowed(name);
  return licences.includes(license) || licencesOfOne[name]?.[0] === license;
}

/** A binary for another platform, of which the lockfile knows no more than its name: it comes with the package that wants it. */
function isBinaryOfAllowed(name) {
  const parents = packages.filter(({ optionalDependencies }) => optionalDependencies?.[name] !== undefined);
  return parents.length > 0 && parents.every((parent) => parent.license !== undefined && isAllowed(parent));
}

function newScripts() {
  return packages
    .filter(({ name, hasInstallScript }) => hasInstallScript && !Object.hasOwn(installScripts, name))
    .map(
      ({ name, version }) =>
        `install-script: ${name} ${version}: read what it does, then name it in dependency-rules.json`,
    );
}

/** Those that are named are known not to be needed: they do not run either. */
function scriptsThatRun() {
  const file = join(root, '.npmrc');
  const isOff = existsSync(file) && /^ignore-scripts *= *true *$/m.test(readFileSync(file, 'utf8'));
  return isOff ? [] : ['install-script: .npmrc: ignore-scripts=true is missing, so that every package may run its own'];
}
