import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** For specs only: a copy of what Docker Compose reads, with the script that makes its secrets. */
export class Deployment {
  readonly folder = mkdtempSync(join(tmpdir(), 'minutebook-deployment-'));

  constructor() {
    cpSync(join(ROOT, 'docker-compose.yml'), join(this.folder, 'docker-compose.yml'));
    cpSync(join(ROOT, 'deploy', 'make-secrets.sh'), join(this.folder, 'deploy', 'make-secrets.sh'));
  }

  makeSecrets(): void {
    execFileSync('sh', [join(this.folder, 'deploy', 'make-secrets.sh')], { stdio: 'pipe' });
  }

  /** What the client makes of the file; throws what it says where it is not valid. */
  config(environment: Readonly<Record<string, string>>): string {
    return execFileSync(process.env['COMPOSE_PATH'] ?? 'docker-compose', ['config'], {
      cwd: this.folder,
      env: { PATH: process.env['PATH'], ...environment },
      encoding: 'utf8',
      stdio: 'pipe',
    });
  }

  /** What a service runs in its shell. */
  commandOf(service: string): string {
    const file = readFileSync(join(this.folder, 'docker-compose.yml'), 'utf8');
    const lines = file.slice(file.indexOf(`\n  ${service}:\n`)).split('\n');
    const first = lines.indexOf('      - |') + 1;
    const script = lines.slice(first);
    return script
      .slice(
        0,
        script.findIndex((line) => !line.startsWith('        ')),
      )
      .join('\n');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
