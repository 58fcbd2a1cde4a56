import { Problem } from '@minutebook/web-kit';

/** What a page shows, or the answer that there is no such thing (also: not yet at the moment asked for). */
export function found<T>(record: T | undefined, what: string): T {
  if (record === undefined)
    throw new Problem(404, {
      title: `There is no such ${what}, or the record did not hold it yet at the date that you look at`,
    });
  return record;
}
