/**
 * Completes package-lock.json for all platforms: adds the optional platform packages that npm left out, and takes out
 * the addresses of the registry it was made with. Run it after every change of dependencies.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { missingOptionalPackages, platformEntry } from './lockfile.mjs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));

const missing = missingOptionalPackages(lock);
for (const wanted of missing) lock.packages[`node_modules/${wanted.name}`] = platformEntry(wanted);
for (const entry of Object.values(lock.packages)) delete entry.resolved;

const byPath = ([a], [b]) => a.localeCompare(b, 'en'); // npm's own order
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(byPath));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(missing.length === 0 ? 'The lockfile was complete.' : `Added ${missing.length} platform packages.`);
