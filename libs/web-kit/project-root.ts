import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of the project, found upwards from a folder inside it, so that templates and styles are read from their
 * sources whether the code runs from there or from `dist/`. Throws where none is found.
 */
export function projectRoot(from: string = __dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'minutebook')
      return folder;
    if (folder === dirname(folder)) throw new Error(`No folder above ${from} holds the project's package.json`);
  }
}

/** Every folder that holds pages: one per context that has some, and the tracker's own. */
export function pageFolders(root: string): string[] {
  const contexts = join(root, 'libs', 'contexts');
  const candidates = [
    ...(existsSync(contexts) ? readdirSync(contexts).map((context) => join(contexts, context, 'pages')) : []),
    join(root, 'apps', 'tracker', 'pages'),
    join(root, 'apps', 'tracker', 'api-description'),
  ];
  return candidates.filter((folder) => existsSync(folder));
}
