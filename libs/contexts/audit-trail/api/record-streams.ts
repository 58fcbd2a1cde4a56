import type { ReadModels } from '@minutebook/kernel/read-models';
import { wrongParameter } from '@minutebook/web-kit';

/**
 * The stream of a record that a reader names by its stream or by its id alone. A name that nothing answers to is taken
 * for a stream, and finds nothing. Throws a 400 `Problem` where records of two kinds have the id.
 */
export function streamOfRecord(named: string, readModels: ReadModels): string {
  const streams = readModels
    .reader('audit-trail.trail')
    .own.prepare("SELECT stream FROM known WHERE stream = ?1 OR substr(stream, instr(stream, '-') + 1) = ?1")
    .all(named)
    .map((row) => String(row['stream']));
  if (streams.length === 0 || streams.includes(named)) return named;
  if (streams.length === 1) return String(streams[0]);
  throw wrongParameter('record', `Several records have this id. Name one by its stream: ${streams.join(', ')}`);
}
