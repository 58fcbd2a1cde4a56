import { IsIn, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { MAX_TEXT } from '@minutebook/kernel/recording';
import { checkForm, dateErrors, dateFromFields, inOrder, type DateAsked, type FormErrors } from '@minutebook/web-kit';
import { GOVERNANCE_GROUP_KINDS } from '../domain/governance-group.commands';

/** What the form sends. */
export class EstablishGroupForm {
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_TEXT)
  readonly name: string;

  @IsIn(GOVERNANCE_GROUP_KINDS, { message: 'Choose the kind of group from the list' })
  readonly kind: string;

  @IsString()
  @IsNotEmpty({ message: 'Enter where the group is known from' })
  @MaxLength(MAX_TEXT)
  readonly source: string;
}

/** The form, read: what was typed, trimmed, and what is wrong with it. */
export interface EstablishGroupRead {
  readonly value: EstablishGroupForm;
  readonly endsOn: DateAsked;
  readonly errors: FormErrors;
}

export function readEstablishGroup(body: Readonly<Record<string, unknown>> | undefined): EstablishGroupRead {
  const text = (name: string): string => {
    const value = body?.[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const typed = { name: text('name'), kind: text('kind'), source: text('source') };
  const { value, errors } = checkForm(EstablishGroupForm, typed, {
    name: 'the name of the group',
    source: 'the source',
  });
  const endsOn = dateFromFields(body ?? {}, 'endsOn', 'The day on which it is to have finished');
  return {
    value,
    endsOn,
    errors: inOrder(['name', 'kind', 'endsOn', 'source'], errors.items, dateErrors('endsOn', endsOn)),
  };
}
