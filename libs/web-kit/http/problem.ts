import type { Refusal } from '@minutebook/kernel';
import { FormErrors, type FieldError } from '../form-errors';

/** The body of an `application/problem+json` answer (RFC 9457), and what an error page says. */
export interface ProblemDetails {
  /** One sentence in the user's words. */
  readonly title: string;
  readonly detail?: string;
  /** Name of the rule that refused. */
  readonly rule?: string;
  readonly errors?: readonly FieldError[];
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** A request that is not done, for a reason that the one who asked can understand. Nothing was written. */
export class Problem extends Error {
  constructor(
    /** HTTP status. */
    readonly status: number,
    readonly details: ProblemDetails,
  ) {
    super(details.title);
    this.name = 'Problem';
  }
}

/** A refusal as the HTTP answer that says it: 404, 409 or 422. */
export function problemOf(refusal: Refusal): Problem {
  const { rule, message, field, kind, facts } = refusal;
  const status = kind === 'not-found' ? 404 : kind === 'conflict' ? 409 : 422;
  return new Problem(status, {
    title: message,
    rule,
    facts,
    errors: field === undefined ? [] : [{ field, message }],
  });
}

/** A refusal as the errors of the form that was sent. */
export function formErrorsOf({ message, field }: Refusal): FormErrors {
  return FormErrors.of(message, field ?? '');
}
