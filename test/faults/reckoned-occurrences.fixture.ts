import { nextDay, rolled, workingDays } from './reckoned-days.fixture';

export type Step = 'lead' | 'monitoring-lead' | 'group';

/** Of two of one day the later one of this row. */
const RANK = ['no-report', 'before-due', 'on-the-day', 'overdue', 'to-monitoring-lead', 'to-group'];

/** By the default rules, of one step of the ladder, from one day to another, in order. */
export function occurrencesOf(
  { due, heardOn }: { readonly due: string | undefined; readonly heardOn: string },
  step: Step,
  from: string,
  until: string,
): readonly { readonly rule: string; readonly on: string }[] {
  const found: { readonly rule: string; readonly on: string }[] = [];
  const add = (rule: string, on: string): void => {
    if (on > heardOn && on >= from && on <= until) found.push({ rule, on });
  };
  const unanswered = due === undefined || due < heardOn ? heardOn : due;
  if (step === 'monitoring-lead' && due !== undefined) add('to-monitoring-lead', workingDays(unanswered, 5, 1));
  if (step === 'group' && due !== undefined) add('to-group', workingDays(unanswered, 10, 1));
  if (step === 'lead') {
    if (due !== undefined) {
      for (const days of [28, 14, 3]) add('before-due', workingDays(due, days, -1));
      add('on-the-day', rolled(due, -1));
      for (let on = nextDay(unanswered, unanswered === due ? 1 : 7); on <= until; on = nextDay(on, 7))
        add('overdue', rolled(on, 1));
    }
    for (let on = nextDay(heardOn, 30); on <= until; on = nextDay(on, 30))
      if (due === undefined || rolled(on, 1) <= due) add('no-report', rolled(on, 1));
  }
  return found.sort((a, b) => (a.on === b.on ? RANK.indexOf(a.rule) - RANK.indexOf(b.rule) : a.on < b.on ? -1 : 1));
}
