import { IsNotEmpty, MaxLength } from 'class-validator';
import { MAX_TEXT } from '@minutebook/kernel/recording';
import {
  checkForm,
  dateErrors,
  dateFields,
  dateFromFields,
  inOrder,
  textOf,
  type Body,
  type DateFields,
  type FormErrors,
} from '@minutebook/web-kit';
import type { AnswerFromMail } from '../application/reminder-kinds';

/** What was typed into an answer. */
export interface AnswerTyped {
  readonly rag: string;
  readonly commentary: string;
  readonly forecastDue: DateFields;
}

class AnswerFields {
  @IsNotEmpty({ message: 'Choose a rating' })
  readonly rag: string;

  @IsNotEmpty({ message: 'Say in the commentary what was done and what stands in the way' })
  @MaxLength(MAX_TEXT)
  readonly commentary: string;
}

/** Nothing is preset: an answer is somebody's own choice. */
export const BLANK_ANSWER: AnswerTyped = { rag: '', commentary: '', forecastDue: dateFields(undefined) };

/** The answer that a form holds; undefined where something is wrong with it. */
export function readAnswer(body: Body): {
  readonly typed: AnswerTyped;
  readonly errors: FormErrors;
  readonly answer: AnswerFromMail | undefined;
} {
  const forecast = dateFromFields(body, 'forecastDue', 'The forecast date');
  const [rag, commentary] = [textOf(body, 'rag'), textOf(body, 'commentary')];
  const checked = checkForm(AnswerFields, { rag, commentary });
  const fields = ['rag', 'commentary', 'forecastDue'];
  const errors = inOrder(fields, checked.errors.items, dateErrors('forecastDue', forecast));
  return {
    typed: { rag, commentary, forecastDue: forecast.typed },
    errors,
    answer: errors.any
      ? undefined
      : { rag, commentary, ...(forecast.date !== undefined && { forecastDue: forecast.date }) },
  };
}
