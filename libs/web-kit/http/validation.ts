import { ValidationPipe } from '@nestjs/common';
import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { FormErrors } from '../form-errors';
import { errorsFrom, type FieldLabels } from '../validation-messages';
import { Problem } from './problem';

const STRICT = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true } as const;

/** Checks JSON bodies of the API against their DTO: 400 with every field's fault. */
export function apiValidation(): ValidationPipe {
  return new ValidationPipe({
    ...STRICT,
    transform: true,
    exceptionFactory: (errors) => {
      const { items } = errorsFrom(errors);
      return new Problem(400, { title: items[0]?.message ?? 'The body is not in the right form', errors: items });
    },
  });
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
