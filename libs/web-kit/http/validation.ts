import { ValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { FormErrors } from '../form-errors';
import { errorsFrom, type FieldLabels } from '../validation-messages';
import { Problem } from './problem';

const STRICT = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true } as const;

/** Deeper than any body that the API or a form knows. */
const DEEPEST = 12;

/** Refuses what is no object before it is looked into: null, text and lists, and what is nested without end. */
class BodyValidationPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' && value !== undefined) checkBody(value);
    return super.transform(value, metadata);
  }
}

function checkBody(body: unknown): void {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Problem(400, { title: 'The body must be one JSON object' });
  if (isDeeperThan(body, DEEPEST)) throw new Problem(400, { title: 'The body is nested too deeply' });
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

/** Checks JSON bodies and queries of the API against their DTO: 400 with every field's fault. */
export function apiValidation(): ValidationPipe {
  return new BodyValidationPipe({
    ...STRICT,
    transform: true,
    exceptionFactory: (errors) => {
      const { items } = errorsFrom(errors.map(sayWhatIsUnknown));
      return new Problem(400, { title: items[0]?.message ?? 'The body is not in the right form', errors: items });
    },
  });
}

/** A request of the API is no form, so that a name which it does not know is called so. */
function sayWhatIsUnknown(error: ValidationError): ValidationError {
  const { constraints, children, property } = error;
  const isUnknown = constraints?.['whitelistValidation'] !== undefined;
  return {
    ...error,
    ...(isUnknown && { constraints: { whitelistValidation: `“${property}” is not known here` } }),
    children: children?.map(sayWhatIsUnknown),
  };
}

/** Checks the values of a page's form against the DTO of the same command. */
export function checkForm<T extends object>(
  type: ClassConstructor<T>,
  values: object,
  labels: FieldLabels = {},
): { readonly value: T; readonly errors: FormErrors } {
  const value = plainToInstance(type, values);
  return { value, errors: errorsFrom(validateSync(value, STRICT), labels) };
}
