import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CONTRACT = /^(.+)-contract$/;

describe('Every adapter keeps the contract of its port', () => {
  it('has a contract for the event log, the key vault and the reminder queue, and adapters that run it', () => {
    const adapters = adaptersByPort(__dirname);

    expect(adapters.get('event-log')).toContain('event-log-sqlite');
    expect(adapters.get('key-vault')).toEqual(expect.arrayContaining(['key-vault-sqlite', 'key-vault-redis']));
    expect(adapters.get('reminder-queue')).toEqual(['reminder-queue-bullmq', 'reminder-queue-sqlite']);
  });

  it('runs the contract in each of them', () => {
    expect(adaptersWithoutContract(__dirname)).toEqual([]);
  });

  it('would notice an adapter that does not', () => {
    const folder = mkdtempSync(join(tmpdir(), 'minutebook-adapters-'));
    for (const name of ['mail-contract', 'mail-kept', 'mail-forgotten', 'mail-only-said', 'other']) {
      mkdirSync(join(folder, name));
    }
    const spec = "import { mailContract } from '@minutebook/mail-contract';\nmailContract('Mail', make);\n";
    writeFileSync(join(folder, 'mail-kept', 'mail-contract.spec.ts'), spec);
    writeFileSync(join(folder, 'mail-only-said', 'mail-contract.spec.ts'), '// mailContract is kept');

    expect(adaptersWithoutContract(folder)).toEqual(['mail-forgotten', 'mail-only-said']);
    rmSync(folder, { recursive: true });
  });
});

/** The adapters of each port that has a contract. */
function adaptersByPort(folder: string): Map<string, string[]> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const ports = names.flatMap((name) => CONTRACT.exec(name)?.[1] ?? []);
  return new Map(
    ports.map((port) => [port, names.filter((name) => name.startsWith(`${port}-`) && !CONTRACT.test(name))]),
  );
}

/** Those without a spec that calls their port's contract: `event-log-…` calls `eventLogContract(`. */
function adaptersWithoutContract(folder: string): string[] {
  return [...adaptersByPort(folder)].flatMap(([port, adapters]) => {
    const call = new RegExp(`^${port.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}Contract\\(`, 'm');
    return adapters.filter((adapter) => !specsOf(join(folder, adapter)).some((spec) => call.test(spec)));
  });
}

function specsOf(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}
