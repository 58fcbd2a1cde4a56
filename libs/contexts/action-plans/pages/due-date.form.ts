import { dateInWords } from '@minutebook/kernel';
import { checkReason, dateFields, inOrder, textErrors, textOf, type DateFields } from '@minutebook/web-kit';
import { atRest, type ActionForm } from './action-forms';
import { timescaleAsked, timescaleErrors, TIMESCALE_FIELDS, timescaleOf } from './timescale-reading';
import { timesInWords } from './ratings';

/** What was typed when a due date is moved. */
export interface DueDateValues {
  readonly timescale: {
    readonly words: string;
    readonly start: DateFields;
    readonly due: DateFields;
    readonly ongoing: boolean;
  };
  readonly reason: string;
}

const NO_DATE: DateFields = { day: '', month: '', year: '' };

/** A due date is moved with a reason; the first date stays in sight. */
export const moveDueDateForm: ActionForm<DueDateValues> = {
  step: 'move-due-date',
  template: 'move-due-date.njk',
  title: 'Move the due date',
  submit: 'Move the due date',
  insists: true,
  unavailable: atRest,
  blank: ({ action: { timescale } }) => ({
    timescale: {
      words: '',
      start: dateFields(timescale.start),
      due: NO_DATE,
      ongoing: timescale.ongoing ?? false,
    },
    reason: '',
  }),
  read(body, { action }) {
    const asked = timescaleAsked(body);
    const reason = textOf(body, 'reason');
    const { phases } = action.timescale;
    return {
      values: {
        timescale: { ...asked, start: asked.start.typed, due: asked.due.typed },
        reason,
      },
      errors: inOrder(
        [...TIMESCALE_FIELDS, 'reason'],
        timescaleErrors(asked),
        textErrors('timescale.words', 'The words', asked.words).items,
        checkReason(reason, 'Say why the date is moved').items,
      ),
      reason,
      // Phases are dates of their own, which a move of the due date leaves as they are.
      command: () => ({
        type: 'move-due-date',
        timescale: { ...timescaleOf(asked), ...(phases !== undefined && { phases }) },
      }),
    };
  },
  present: ({ action }) => ({
    moved: action.timesMoved > 0 ? `moved ${timesInWords(action.timesMoved)} so far` : null,
    consequences: [
      ...(action.firstDue === null
        ? ['A first date is no move: from then on it stays in sight as the first.']
        : [
            `The first date, ${dateInWords(action.firstDue)}, stays in sight on the board and here.`,
            ...(action.due === null ? [] : [`The action then counts as moved ${timesInWords(action.timesMoved + 1)}.`]),
          ]),
      'The old date, the new one and your reason stand in the record.',
    ],
  }),
  recorded: ({ action }) => `The due date of ${action.reference} was moved.`,
};
