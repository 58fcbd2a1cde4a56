/**
 * Asks the registry which weaknesses are known of the packages that the product runs with. Takes the folder to look at; high
 * and critical ones are a failure, others are told. A registry that cannot be asked (no network, a mirror without that
 * question) is no weakness: that is told too, and is a failure only where REQUIRE_AUDIT=1 says that it must not be.
 */
import { spawnSync } from 'node:child_process';

const FAILING = ['critical', 'high'];

const { weaknesses, unasked } = ask(process.argv[2]);
if (unasked !== undefined) {
  console.log(`Not checked: known weaknesses of dependencies (${unasked}). Ask where the registry answers: npm audit`);
  process.exitCode = process.env.REQUIRE_AUDIT === '1' ? 1 : 0;
} else {
  for (const { name, severity, what } of weaknesses) console.log(`${severity}: ${name}: ${what}`);
  process.exitCode = weaknesses.some(({ severity }) => FAILING.includes(severity)) ? 1 : 0;
}

function ask(folder) {
  const cli = process.env.npm_execpath;
  const own = cli?.endsWith('npm-cli.js');
  const args = ['audit', '--omit=dev', '--json', '--loglevel=silent', '--fetch-retries=0', '--fetch-timeout=20000'];
  const { stdout, error } = spawnSync(own ? process.execPath : 'npm', own ? [cli, ...args] : args, {
    cwd: folder,
    encoding: 'utf8',
    shell: !own && process.platform === 'win32',
  });
  if (error) return { unasked: error.message };
  const answer = read(stdout);
  if (answer?.vulnerabilities === undefined) return { unasked: reasonOf(answer) };
  const weaknesses = Object.values(answer.vulnerabilities).map(({ name, severity, via }) => ({
    name,
    severity,
    what: via.map((each) => (typeof each === 'string' ? `through ${each}` : `${each.title} ${each.url}`)).join('; '),
  }));
  return { weaknesses };
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Without the registry's address: it may hold a name and a password, and says nothing to others. */
function reasonOf(answer) {
  if (typeof answer?.statusCode === 'number') return `the registry answered ${answer.statusCode}`;
  return answer?.error?.code ?? answer?.code ?? 'the registry cannot be reached';
}
