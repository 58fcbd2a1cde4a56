import { dateInWords, type RagRating } from '@minutebook/kernel';
import { checkReason, FormErrors, textOf } from '@minutebook/web-kit';
import type { ActionForm, ActionFormFacts } from './action-forms';
import { dateOf } from './action-timeline';
import { wordsOf } from './progress-report.form';
import { ratingOf } from './ratings';

/** What was typed when a report is judged. */
export interface JudgementValues {
  readonly reportId: string;
  readonly reason: string;
}

/** The report on which is decided, as the monitoring lead reads it. */
interface ReportView {
  readonly rating: RagRating | undefined;
  readonly on: string;
  readonly by: string;
  readonly commentary: string | null;
  readonly percentComplete: number | null;
  readonly forecastDue: string | null;
  readonly recordedOn: string;
  readonly corrected: boolean;
  readonly illustrative: boolean;
}

/** The monitoring lead, another person, confirms the latest report. */
export const confirmProgressForm: ActionForm<JudgementValues> = {
  step: 'confirm-progress',
  template: 'judge-progress.njk',
  title: 'Confirm the report',
  submit: 'Confirm the report',
  insists: false,
  unavailable: nothingWaits,
  blank: valuesOf,
  read: (body) => ({
    values: { reportId: textOf(body, 'reportId'), reason: '' },
    errors: FormErrors.none,
    command: () => ({ type: 'confirm-progress', reportId: textOf(body, 'reportId') }),
  }),
  present(facts) {
    const { action, plan, moment } = facts;
    const report = reportOf(facts);
    const before = ratingOf(plan.ragScheme, action.rag, moment.pageDate);
    return {
      report,
      asksReason: false,
      consequences: [
        ratingInWords(report?.rating?.label ?? '', before?.label),
        'The confirmation stands in the record with your role and the time.',
        'A confirmed report cannot be sent back; if it is wrong, it is corrected.',
      ],
    };
  },
  recorded: ({ action }) => `The report on ${action.reference} was confirmed.`,
};

/** The monitoring lead sends the latest report back and says why. */
export const returnProgressForm: ActionForm<JudgementValues> = {
  step: 'return-progress',
  template: 'judge-progress.njk',
  title: 'Send the report back',
  submit: 'Send it back',
  insists: false,
  unavailable: nothingWaits,
  blank: valuesOf,
  read(body) {
    const values = { reportId: textOf(body, 'reportId'), reason: textOf(body, 'reason') };
    return {
      values,
      errors: checkReason(values.reason, 'Say why the report is sent back'),
      reason: values.reason,
      command: () => ({ type: 'return-progress', reportId: values.reportId }),
    };
  },
  present: (facts) => ({
    report: reportOf(facts),
    asksReason: true,
    consequences: [
      'The report stays in the record, marked as sent back, with your reason.',
      `The confirmed rating stays as it is: ${ratingOf(facts.plan.ragScheme, facts.action.rag, facts.moment.pageDate)?.label ?? 'not rated'}.`,
      'The action lead corrects the report or reports anew.',
    ],
  }),
  recorded: ({ action }) => `The report on ${action.reference} was sent back.`,
};

function ratingInWords(reported: string, confirmed: string | undefined): string {
  if (confirmed === undefined) return `${reported} becomes the confirmed rating of the action, its first.`;
  if (confirmed === reported) return `${reported} stays the confirmed rating of the action, as of this report.`;
  return `${reported} becomes the confirmed rating of the action; until now it is ${confirmed}.`;
}

function valuesOf({ action }: ActionFormFacts): JudgementValues {
  return { reportId: action.reported?.reportId ?? '', reason: '' };
}

function nothingWaits({ action }: ActionFormFacts): { readonly title: string; readonly text?: string } | undefined {
  const { reported } = action;
  if (!reported) return { title: 'There is no report to judge' };
  if (reported.state === 'awaiting') return undefined;
  const what = reported.state === 'confirmed' ? 'has been confirmed' : 'has been sent back';
  return { title: 'No report waits', text: `The latest one, of ${dateInWords(reported.on)}, ${what}.` };
}

/** The latest report; one that was made while the form was open takes the place of the one that it showed. */
function reportOf({ action, plan, entries, nameOf }: ActionFormFacts): (ReportView & JudgementValues) | null {
  const { reported } = action;
  const words = wordsOf(reported?.reportId, entries);
  if (!reported || !words) return null;
  return {
    reportId: reported.reportId,
    reason: '',
    rating: ratingOf(plan.ragScheme, reported.rag, reported.on),
    on: reported.on,
    by: nameOf(reported.by),
    commentary: words.wording,
    percentComplete: words.percentComplete,
    forecastDue: words.forecastDue,
    recordedOn: dateOf({ ...words, effectiveOn: null }),
    corrected: words.kind === 'ProgressCorrected',
    illustrative: words.origin === 'demonstration',
  };
}
