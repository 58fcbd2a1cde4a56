import type { ValidationError } from 'class-validator';
import { FormErrors, type FieldError } from './form-errors';

/** What a field is called in a sentence, lower case: `{ commentary: 'the commentary', 'leads.name': 'the lead' }`. */
export type FieldLabels = Readonly<Record<string, string>>;

/**
 * The errors of class-validator in the user's words. A message that the DTO brings stays as it is (it begins with a
 * capital letter); the library's own, which speak of properties and types, are written anew with the field's label.
 */
export function errorsFrom(errors: readonly ValidationError[], labels: FieldLabels = {}): FormErrors {
  return new FormErrors(errors.flatMap((error) => fieldErrors(error, '', labels)));
}

function fieldErrors(error: ValidationError, within: string, labels: FieldLabels): FieldError[] {
  const field = within ? `${within}.${error.property}` : error.property;
  const constraint = first(error.constraints ?? {});
  const own = constraint ? [{ field, message: inWords(constraint, error, labelOf(field, labels)) }] : [];
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, field, labels))];
}

/** What is missing is said before what is wrong with it: nobody wants to hear that nothing is too short. */
const ORDER = ['whitelistValidation', 'isDefined', 'isNotEmpty', 'isString', 'isArray', 'arrayNotEmpty'];

function first(constraints: Readonly<Record<string, string>>): readonly [name: string, message: string] | undefined {
  const rank = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return Object.entries(constraints).sort(([a], [b]) => rank(a) - rank(b))[0];
}

function labelOf(field: string, labels: FieldLabels): string {
  const named = labels[field] ?? labels[field.replace(/\.\d+(?=\.|$)/g, '')];
  if (named !== undefined) return named;
  const last = field.split('.').findLast((part) => !/^\d+$/.test(part)) ?? field;
  return `the ${last.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/[-_]/g, ' ')}`;
}

function inWords([name, message]: readonly [string, string], error: ValidationError, label: string): string {
  const ofLibrary =
    message.startsWith(`${error.property} `) || /^(property|each value in|nested property|an unknown) /.test(message);
  if (!ofLibrary) return message;
  const missing = error.value === undefined || error.value === null;
  const subject = label.charAt(0).toUpperCase() + label.slice(1);
  const number = /-?\d+(\.\d+)?/.exec(message.replace(error.property, ''))?.[0];
  switch (name) {
    case 'isNotEmpty':
    case 'isDefined':
    case 'arrayNotEmpty':
      return `Enter ${label}`;
    case 'whitelistValidation':
      return `“${error.property}” is not a field of this form`;
    case 'isString':
      return missing ? `Enter ${label}` : `${subject} must be text`;
    case 'isIn':
    case 'isEnum':
      return `Choose ${label} from the list`;
    case 'isInt':
      return `${subject} must be a whole number`;
    case 'isNumber':
    case 'isNumberString':
      return `${subject} must be a number`;
    case 'isBoolean':
    case 'isBooleanString':
      return `${subject} must be yes or no`;
    case 'min':
      return `${subject} must be ${number ?? 'more'} or more`;
    case 'max':
      return `${subject} must be ${number ?? 'less'} or less`;
    case 'minLength':
      return `${subject} must be ${number ?? 'more'} characters or more`;
    case 'maxLength':
      return `${subject} must be ${number ?? 'fewer'} characters or fewer`;
    case 'isLength':
      return message.includes('longer')
        ? `${subject} must be ${number ?? 'more'} characters or more`
        : `${subject} must be ${number ?? 'fewer'} characters or fewer`;
    case 'isUuid':
      return `${subject} must be a UUID`;
    case 'isDateString':
    case 'isISO8601':
      return `${subject} must be a real date, like 2014-06-16`;
    case 'isEmail':
      return `${subject} must be an e-mail address, like name@example.gov.uk`;
    case 'isArray':
      return missing ? `Enter ${label}` : `${subject} must be a list`;
    case 'arrayMinSize':
      return `${subject} must have at least ${number ?? 1}`;
    case 'arrayMaxSize':
      return `${subject} must have ${number ?? 'fewer'} or fewer`;
    case 'nestedValidation':
    case 'isObject':
      return `${subject} must be an object with fields of its own`;
    default:
      return `${subject} is not in the right form`;
  }
}
