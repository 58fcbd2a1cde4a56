import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsString, Max, Min } from 'class-validator';
import type { LocalDate } from '@minutebook/kernel';
import type { AsAt, ReadModels } from '@minutebook/kernel/read-models';
import { MayBeLeftOut } from './api-bodies';
import { Problem } from './problem';

/** How long a read waits for `seen`, in ms (architecture, section 11). */
const WAIT_FOR_SEEN = 2_000;
const DEFAULT_LIMIT = 50;
const HIGHEST_LIMIT = 200;

/** What every read may be asked with. */
export class ReadQuery {
  @ApiProperty({
    type: String,
    required: false,
    example: '2014-06-15',
    description:
      'Show what the record said then: a date (`2014-06-15`: as that day ended in London), an instant with its offset (`2014-06-15T17:00:00Z`; write `+` as `%2B`), or a record number (`310`). The present unless given.',
  })
  @MayBeLeftOut()
  @IsString({ message: 'Ask for one date, instant or record number' })
  readonly asAt?: string;

  @ApiProperty({
    type: String,
    required: false,
    example: 'action-0b6c1d1e-1111-5222-8333-444455556666@3',
    description:
      'Wait until this event can be read, at most 2 seconds: `<stream>@<revision>`, where the stream is `action-<id>`, `actionPlan-<id>` or `governanceGroup-<id>`.',
  })
  @MayBeLeftOut()
  @IsString({ message: 'Wait for one event only' })
  readonly seen?: string;
}

/** A parameter that is a whole number: only what is written in digits counts as one. */
export function WholeNumber(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => wholeNumber(value)),
    IsInt(),
  );
}

/** What every list may be asked with besides. */
export class ListQuery extends ReadQuery {
  @ApiProperty({
    type: 'integer',
    required: false,
    minimum: 1,
    maximum: HIGHEST_LIMIT,
    default: DEFAULT_LIMIT,
    description: 'Most items in one answer.',
  })
  @MayBeLeftOut()
  @WholeNumber()
  @Min(1)
  @Max(HIGHEST_LIMIT)
  readonly limit?: number;

  @ApiProperty({
    type: String,
    required: false,
    description:
      'The `next` of the answer before, with the other parameters unchanged: the list goes on as it stood when its first part was asked for.',
  })
  @MayBeLeftOut()
  @IsString({ message: 'Go on after one place only' })
  readonly after?: string;
}

/** Only what is written in digits counts as a number; anything else is left for the check to refuse. */
function wholeNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
}

/**
 * The moment that a read asks for, once the event that it wants to have seen is applied (waits at most 2 s; the answer's
 * `asAt` tells how far it then is). Throws a 400 `Problem` that names the parameter.
 */
export async function momentAsked({ asAt, seen }: ReadQuery, readModels: ReadModels, today: LocalDate): Promise<AsAt> {
  if (seen !== undefined) await waitForSeen(seen, readModels);
  return momentOf('asAt', asAt, readModels, today);
}

/** The part of a list that a read asks for. */
export interface ListPart {
  readonly at: AsAt;
  readonly limit: number;
  /** The place after which it begins; undefined for the first part. */
  readonly after: number | undefined;
}

/** The same for a list. Every further part shows the record number of the first, so that nothing slips between them. */
export async function listAsked(query: ListQuery, readModels: ReadModels, today: LocalDate): Promise<ListPart> {
  const at = await momentAsked(query, readModels, today);
  const { limit = DEFAULT_LIMIT, after } = query;
  if (after === undefined) return { at, limit, after: undefined };
  const cursor = readCursor(after);
  if (cursor === undefined || cursor.recordNumber > at.recordNumber)
    throw wrongParameter('after', 'Take `after` from the `next` of the same list');
  return { at: { ...at, recordNumber: cursor.recordNumber }, limit, after: cursor.place };
}

/** A stretch of the record: after `from` up to and with `to`. */
export interface Stretch {
  readonly from: AsAt;
  readonly to: AsAt;
}

/**
 * The stretch between two moments: `from` is exclusive and `to` inclusive, so that stretches that meet share nothing. A
 * date means the end of that day in both. Nothing lies after `at`. Throws a 400 `Problem` that names the parameter.
 */
export function stretchAsked(
  asked: { readonly from?: string; readonly to?: string },
  at: AsAt,
  readModels: ReadModels,
  today: LocalDate,
): Stretch {
  const end = asked.to === undefined ? at : momentOf('to', asked.to, readModels, today);
  const to = end.recordNumber > at.recordNumber ? at : end;
  const beginning: AsAt = { recordNumber: 0, pageDate: to.pageDate, live: false };
  const from =
    asked.from === undefined || asked.from === '0' ? beginning : momentOf('from', asked.from, readModels, today);
  if (from.recordNumber > to.recordNumber)
    throw wrongParameter('from', 'The stretch must not begin after it ends: `from` lies after `to` or `asAt`');
  return { from, to };
}

/** One part of a list that is at hand as a whole. */
export function partOf<T>(
  all: readonly T[],
  { at, limit, after = 0 }: ListPart,
): { readonly items: readonly T[]; readonly next: string | null; readonly asAt: AsAt } {
  const end = after + limit;
  return { items: all.slice(after, end), next: end < all.length ? cursorTo(at, end) : null, asAt: at };
}

/** The cursor that leads to what comes after a place. `place`: an index or a record number, as the list counts. */
export function cursorTo({ recordNumber }: AsAt, place: number): string {
  return Buffer.from(`${recordNumber}.${place}`).toString('base64url');
}

/** A parameter of the query that means nothing. */
export function wrongParameter(field: string, message: string): Problem {
  return new Problem(400, { title: message, errors: [{ field, message }] });
}

function readCursor(text: string): { readonly recordNumber: number; readonly place: number } | undefined {
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(Buffer.from(text, 'base64url').toString('latin1'));
  return match ? { recordNumber: Number(match[1]), place: Number(match[2]) } : undefined;
}

async function waitForSeen(seen: string, readModels: ReadModels): Promise<void> {
  const match = /^([A-Za-z][A-Za-z0-9]{0,63}-[A-Za-z0-9-]{1,64})@(\d{1,15})$/.exec(seen);
  if (!match)
    throw wrongParameter('seen', 'Name the event to wait for as stream@revision, for example action-0b6c1d1e@3');
  await readModels.waitFor(match[1] as string, Number(match[2]), WAIT_FOR_SEEN);
}

/** An instant without an offset would mean another one on a machine in another zone. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

function momentOf(field: string, text: string | undefined, readModels: ReadModels, today: LocalDate): AsAt {
  if (text?.includes('T') && !INSTANT.test(text))
    throw wrongParameter(
      field,
      'Write the instant with its offset, for example 2014-06-15T17:00:00Z; a plus sign is %2B in an address',
    );
  const found = readModels.asAt(text, today);
  if ('fault' in found) throw wrongParameter(field, found.fault);
  return found;
}
