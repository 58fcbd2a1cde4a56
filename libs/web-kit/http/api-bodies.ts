import { applyDecorators, Injectable, type PipeTransform } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, ValidateBy, ValidateIf } from 'class-validator';
import { isId, isLocalDate } from '@minutebook/kernel';
import { MAX_TEXT, reasonRefusal } from '@minutebook/kernel/recording';
import { Problem, problemOf } from './problem';

/** Most items that one list of a body may have. */
export const MOST_ITEMS = 100;

/** What the description of the API says of ids. */
export const ID_SCHEMA = { type: 'string', pattern: '^[A-Za-z0-9-]{1,64}$', maxLength: 64 } as const;

/** What it says of days, of instants and of the words that people type. */
export const DATE_SCHEMA = { type: String, format: 'date' } as const;
export const INSTANT_SCHEMA = { type: String, format: 'date-time' } as const;
export const WORDS_SCHEMA = { type: String, minLength: 1, maxLength: MAX_TEXT } as const;

/** A field that may be left out. Unlike `IsOptional` it does not let null pass: null is no way to leave a field out. */
export function MayBeLeftOut(): PropertyDecorator {
  return ValidateIf((_body, value) => value !== undefined);
}

/** An id of a record, as architecture and event log allow them. */
export function IsRecordId(): PropertyDecorator {
  return ValidateBy({
    name: 'isRecordId',
    validator: { validate: isId, defaultMessage: () => 'An id has 1 to 64 letters, digits and hyphens' },
  });
}

/** A date that exists, of the years that this product knows. */
export function IsRealDate(): PropertyDecorator {
  return ValidateBy({
    name: 'isRealDate',
    validator: {
      validate: isLocalDate,
      defaultMessage: () => 'Write a real date of the years 1900 to 2199, such as 2014-06-16',
    },
  });
}

/** How the description of the API speaks of the reason of a command, unless told. */
const WHY = 'Why: it stands in the audit trail.';

/** The reason of a command that insists on one. */
export function Reason(description = WHY): PropertyDecorator {
  return applyDecorators(ApiProperty({ ...WORDS_SCHEMA, description }), IsString());
}

/** The reason of a command that does not: `optionalReason` reads it. */
export function OptionalReason(description = WHY): PropertyDecorator {
  return applyDecorators(ApiProperty({ ...WORDS_SCHEMA, required: false, description }), MayBeLeftOut(), IsString());
}

/** The id in a path: what cannot be an id names no record, so that it is not found. Throws a 404 `Problem`. */
@Injectable()
export class RecordIdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isId(value)) throw notFound();
    return value;
  }
}

/** There is no record of this id. */
export function notFound(): Problem {
  return new Problem(404, { title: 'There is no such record', rule: 'no-such-record' });
}

/** A reason that a command does not insist on: if one is given it is text. Throws a 422 `Problem`. */
export function optionalReason(reason: string | undefined): { readonly reason?: string } {
  if (reason === undefined) return {};
  const refused = reasonRefusal(reason);
  if (refused) throw problemOf(refused);
  return { reason };
}
