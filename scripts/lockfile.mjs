/**
 * The parts of package-lock.json that npm leaves out where a registry does not serve binaries for other platforms.
 * `npm ci` compares the lockfile with the parents' optionalDependencies and stops when one is missing.
 */

const OPERATING_SYSTEMS = new Map([
  ['aix', 'aix'],
  ['android', 'android'],
  ['darwin', 'darwin'],
  ['freebsd', 'freebsd'],
  ['linux', 'linux'],
  ['netbsd', 'netbsd'],
  ['openbsd', 'openbsd'],
  ['openharmony', 'openharmony'],
  ['sunos', 'sunos'],
  ['win32', 'win32'],
]);
const PROCESSORS = new Set(['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64']);

/** The packages named in someone's optionalDependencies that have no entry: where each belongs, and what it is. */
export function missingOptionalPackages(lock) {
  const missing = [];
  for (const [parentPath, parent] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      if (!entryFor(lock, parentPath, name)) missing.push({ parentPath, parent, name, version });
    }
  }
  return missing;
}

/** The entry that npm would write, as far as the name of a platform package tells: os, cpu and C library. */
export function platformEntry({ parent, name, version }) {
  if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name} is wanted as "${version}", not as one exact version`);
  const words = name.slice(name.lastIndexOf('/') + 1).split('-');
  const os = words.map((word) => OPERATING_SYSTEMS.get(word)).find(Boolean);
  const cpu = words.find((word) => PROCESSORS.has(word));
  if (!os || !cpu) throw new Error(`The platform of ${name} cannot be told from its name`);
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc';
  return {
    version,
    cpu: [cpu],
    ...(parent.dev ? { dev: true } : {}),
    ...(os === 'linux' ? { libc: [libc] } : {}),
    optional: true,
    os: [os],
  };
}

/** The packages that carry an address of the registry they were fetched from. */
export function entriesWithAddress(lock) {
  return Object.entries(lock.packages)
    .filter(([, entry]) => entry.resolved !== undefined)
    .map(([path]) => path);
}

/** Node's own look-up: beside the parent first, then outwards. */
function entryFor(lock, parentPath, name) {
  for (let folder = parentPath; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const entry = lock.packages[`${folder}${folder && '/'}node_modules/${name}`];
    if (entry) return entry;
    if (folder === '') return undefined;
  }
}
