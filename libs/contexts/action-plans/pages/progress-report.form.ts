import { IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';
import { newRecordId } from '@minutebook/accounts';
import { dateInWords, type LocalDate } from '@minutebook/kernel';
import { MAX_TEXT } from '@minutebook/kernel/recording';
import {
  checkForm,
  dateErrors,
  dateFields,
  dateFromFields,
  inOrder,
  optionalText,
  textOf,
  type Body,
  type DateFields,
} from '@minutebook/web-kit';
import type { TimelineEntry } from '../read-models/plans.query';
import { atRest, type ActionForm, type ActionFormFacts, type ActionFormRead } from './action-forms';
import { ratingOf, schemeOf, type SchemeView } from './ratings';

/** What was typed into a report. */
export interface ProgressValues {
  readonly reportId: string;
  readonly rag: string;
  readonly commentary: string;
  readonly percentComplete: string;
  readonly forecastDue: DateFields;
  readonly effectiveOn: DateFields;
  readonly reason: string;
}

const FIELDS = ['rag', 'commentary', 'percentComplete', 'forecastDue', 'effectiveOn', 'reason'];

class ProgressFields {
  @IsNotEmpty({ message: 'Choose a rating' })
  readonly rag: string;

  @IsNotEmpty({ message: 'Say in the commentary what was done and what stands in the way' })
  @MaxLength(MAX_TEXT)
  readonly commentary: string;

  @IsOptional()
  @Matches(/^(100|[1-9]?\d)$/, { message: 'The percentage complete must be a whole number from 0 to 100' })
  readonly percentComplete?: string;
}

class CorrectionFields extends ProgressFields {
  @IsNotEmpty({ message: 'Say why the report is corrected' })
  @MaxLength(MAX_TEXT)
  readonly reason: string;
}

/** A new report by the action lead. */
export const reportProgressForm: ActionForm<ProgressValues> = {
  step: 'report-progress',
  template: 'report-progress.njk',
  title: 'Report progress',
  submit: 'Report progress',
  insists: true,
  unavailable: atRest,
  blank: ({ moment }) => ({ ...EMPTY, effectiveOn: dateFields(moment.pageDate) }),
  read(body) {
    const { values, errors, words } = readProgress(body, ProgressFields);
    return {
      values,
      errors,
      command: (commandId) => ({ type: 'report-progress', reportId: newRecordId(commandId, undefined), ...words }),
    };
  },
  present: (facts) => ({
    ...presentProgress(facts),
    consequences: [
      'Your report stands in the record with your role and the time.',
      'The rating counts once a monitoring lead, somebody else, has confirmed it.',
      ...(facts.action.reported?.state === 'awaiting'
        ? [
            `It takes the place of the report of ${dateInWords(facts.action.reported.on)}, which nobody has confirmed yet.`,
          ]
        : []),
    ],
  }),
  recorded: ({ action }) => `Progress on ${action.reference} was reported. It now awaits confirmation.`,
};

/** The latest report put right; both versions stay in the record. */
export const correctProgressForm: ActionForm<ProgressValues> = {
  step: 'correct-progress',
  template: 'report-progress.njk',
  title: 'Correct the latest report',
  submit: 'Correct the report',
  insists: false,
  unavailable: ({ action }) => (action.reported ? undefined : { title: 'There is no report to correct' }),
  blank: (facts) => wordsThatStand(facts),
  read(body) {
    const { values, errors, words } = readProgress(body, CorrectionFields);
    return {
      values,
      errors,
      reason: values.reason,
      command: () => ({ type: 'correct-progress', reportId: values.reportId, ...words }),
    };
  },
  present: (facts) => ({
    ...presentProgress(facts),
    report: facts.action.reported,
    consequences: [
      'Both versions stay in the record, the old one and yours, with your reason.',
      'The corrected report awaits confirmation again; the confirmed rating stays until then.',
    ],
  }),
  recorded: ({ action }) => `The latest report on ${action.reference} was corrected. It awaits confirmation again.`,
};

const NO_DATE: DateFields = { day: '', month: '', year: '' };
const EMPTY: ProgressValues = {
  reportId: '',
  rag: '',
  commentary: '',
  percentComplete: '',
  forecastDue: NO_DATE,
  effectiveOn: NO_DATE,
  reason: '',
};

interface ProgressSaid {
  readonly rag: string;
  readonly commentary: string;
  readonly percentComplete?: number;
  readonly forecastDue?: LocalDate;
  readonly effectiveOn?: LocalDate;
}

function readProgress(
  body: Body,
  fields: typeof ProgressFields,
): Pick<ActionFormRead<ProgressValues>, 'values' | 'errors'> & { readonly words: ProgressSaid } {
  const forecast = dateFromFields(body, 'forecastDue', 'The forecast date');
  const effective = dateFromFields(body, 'effectiveOn', 'The date of the report');
  const values: ProgressValues = {
    reportId: textOf(body, 'reportId'),
    rag: textOf(body, 'rag'),
    commentary: textOf(body, 'commentary'),
    percentComplete: textOf(body, 'percentComplete'),
    forecastDue: forecast.typed,
    effectiveOn: effective.typed,
    reason: textOf(body, 'reason'),
  };
  const percentComplete = optionalText(body, 'percentComplete');
  const { errors } = checkForm(fields, {
    rag: values.rag,
    commentary: values.commentary,
    percentComplete,
    ...(fields === CorrectionFields && { reason: values.reason }),
  });
  return {
    values,
    errors: inOrder(
      FIELDS,
      errors.items,
      dateErrors('forecastDue', forecast),
      dateErrors('effectiveOn', effective, 'Give the date that the report speaks of'),
    ),
    words: {
      rag: values.rag,
      commentary: values.commentary,
      ...(percentComplete !== undefined && { percentComplete: Number(percentComplete) }),
      ...(forecast.date !== undefined && { forecastDue: forecast.date }),
      ...(effective.date !== undefined && { effectiveOn: effective.date }),
    },
  };
}

/** What the template of both forms shows. */
interface ProgressContext {
  readonly scheme: SchemeView;
  readonly report: ActionFormFacts['action']['reported'];
  readonly confirmed: ReturnType<typeof ratingOf>;
}

function presentProgress({ plan, action, moment }: ActionFormFacts): ProgressContext {
  return {
    scheme: schemeOf(plan.ragScheme, moment.pageDate),
    report: null,
    confirmed: ratingOf(plan.ragScheme, action.rag, moment.pageDate),
  };
}

/** The latest report as it reads now, ready to be put right. */
function wordsThatStand({ action, entries }: ActionFormFacts): ProgressValues {
  const said = wordsOf(action.reported?.reportId, entries);
  if (!said || !action.reported) return EMPTY;
  return {
    ...EMPTY,
    reportId: action.reported.reportId,
    rag: said.rag ?? '',
    commentary: said.wording ?? '',
    percentComplete: said.percentComplete === null ? '' : String(said.percentComplete),
    forecastDue: dateFields(said.forecastDue ?? undefined),
    effectiveOn: dateFields(action.reported.on),
  };
}

/** The entry that holds the words of a report as they stand. */
export function wordsOf(reportId: string | undefined, entries: readonly TimelineEntry[]): TimelineEntry | undefined {
  return entries.find((entry) => entry.reportId === reportId && entry.rag !== null);
}
