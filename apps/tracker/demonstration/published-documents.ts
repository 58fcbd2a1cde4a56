import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The documents by their numbers, as the record names its sources. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  '001': 'Document 001: Derbyshire Cabinet report on Supporting Families Services, January 2014',
  '002': 'Document 002: Nottinghamshire Children’s Trust Board report on workforce development, undated',
  '003': 'Document 003: Derbyshire Children and Younger Adults Workforce Strategy 2014-2017',
  '004': 'Document 004: Leicestershire Interim Children’s Workforce Strategy 2009-2010',
};

/** The name of a document as the record gives it. */
export const documentName = (number: string): string => known(DOCUMENTS, number);

/** The clerk enters what the documents say, as it stands there. */
export const byTheClerk = { account: 'demo-clerk', role: 'clerk', origin: 'import' } as const;

export function known<T>(of: Readonly<Record<string, T>>, key: string): T {
  const value = of[key];
  if (value === undefined) throw new Error(`The demonstration knows no document ${key}`);
  return value;
}

/** Reads a data file from the source folder, also where the program runs compiled, from `dist/`. */
export function readData(name: string): Buffer {
  const path = join('apps', 'tracker', 'demonstration', 'data', name);
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, path))) return readFileSync(join(folder, path));
    if (folder === dirname(folder)) throw new Error(`The demonstration’s data file ${path} is missing`);
  }
}
