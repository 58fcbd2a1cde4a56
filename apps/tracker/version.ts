import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@minutebook/web-kit';

/** The product's version, as its package says. */
export function productVersion(): string {
  const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
  return version;
}
