import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { ProblemAnswer, RecordedAnswer } from './api-answers';
import { ID_SCHEMA } from './api-bodies';

/** How the description of the API speaks of one operation. */
export interface OperationNotes<A> {
  /** The name that a generated client gives the operation: `reportProgress`. */
  readonly id: string;
  /** One line, with no full stop. */
  readonly summary: string;
  readonly description?: string;
  /** What it answers; `RecordedAnswer` for commands unless told. */
  readonly answer?: Type<A>;
}

const PROBLEMS: Readonly<Record<number, string>> = {
  400: 'The request is malformed; `errors` names each field or parameter.',
  401: 'No valid token was sent.',
  403: 'The account’s role may not do this.',
  404: 'There is no such record.',
  409: 'A conflict: the record or the report has changed meanwhile, or the id is taken. `facts` shows what stands now.',
  412: 'The record does not stand at the revision that `If-Match` names.',
  422: 'A rule refused it; `rule` names the rule.',
};

/** A command that makes a record: 201 and where it is. */
export function ApiCreates<A>(notes: OperationNotes<A>): MethodDecorator {
  return applyDecorators(
    HttpCode(201),
    operation(notes),
    ...writing(),
    ApiCreatedResponse({
      type: notes.answer ?? RecordedAnswer,
      description: 'Recorded.',
      headers: { Location: { description: 'Path of the new record.', schema: { type: 'string' } } },
    }),
    ...problems(400, 401, 403, 409, 412, 422),
  );
}

/** A command on a record that is there: 200. */
export function ApiCommands<A>(notes: OperationNotes<A>): MethodDecorator {
  return applyDecorators(
    HttpCode(200),
    operation(notes),
    ...writing(),
    recordId(),
    ApiOkResponse({
      type: notes.answer ?? RecordedAnswer,
      description: 'Recorded; or it was so already, and nothing was added.',
    }),
    ...problems(400, 401, 403, 404, 409, 412, 422),
  );
}

/** A read of one record. */
export function ApiShows<A>(notes: OperationNotes<A> & { readonly answer: Type<A> }): MethodDecorator {
  return applyDecorators(
    operation(notes),
    recordId(),
    ApiOkResponse({ type: notes.answer, description: 'As it stood at the moment that `asAt` names.' }),
    ...problems(400, 401, 403, 404),
  );
}

/** A read of a list. */
export function ApiLists<A>(notes: OperationNotes<A> & { readonly answer: Type<A> }): MethodDecorator {
  return applyDecorators(
    operation(notes),
    ApiOkResponse({ type: notes.answer, description: 'As it stood at the moment that `asAt` names.' }),
    ...problems(400, 401, 403),
  );
}

/** An answer that is worked out from what is asked: no record of its own, and nothing is recorded. */
export function ApiWorksOut<A>(notes: OperationNotes<A> & { readonly answer: Type<A> }): MethodDecorator {
  return applyDecorators(
    operation(notes),
    ApiOkResponse({ type: notes.answer, description: 'By what the record said at the moment that `asAt` names.' }),
    ...problems(400, 401, 403, 422),
  );
}

function operation<A>({ id, summary, description }: OperationNotes<A>): MethodDecorator {
  return ApiOperation({ operationId: id, summary, description });
}

function recordId(): MethodDecorator {
  return ApiParam({ name: 'id', schema: ID_SCHEMA, description: 'Id of the record.' });
}

function writing(): readonly MethodDecorator[] {
  return [
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      schema: { type: 'string', minLength: 1, maxLength: 200 },
      description:
        'Makes it safe to send the same request again: the first answer is given once more and nothing is recorded twice. Sent with another body it is refused (422, `idempotency-key-reused`). It belongs to this account and this path; to the own `id` too, where the body brings one.',
    }),
    ApiHeader({
      name: 'If-Match',
      required: false,
      schema: { type: 'string' },
      example: '"3"',
      description: 'Do it only if the record still stands at this revision; otherwise 412 and nothing is recorded.',
    }),
  ];
}

function problems(...statuses: readonly number[]): readonly (MethodDecorator & ClassDecorator)[] {
  const content = { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemAnswer) } } };
  return [
    ApiExtraModels(ProblemAnswer),
    ...statuses.map((status) => ApiResponse({ status, description: PROBLEMS[status], content })),
    ApiResponse({
      status: 'default',
      description: 'Anything else: too large (413), not JSON (415), or the record cannot be reached (503).',
      content,
    }),
  ];
}
