import { dateFields, type FormView } from '@minutebook/web-kit';
import { CLOSURE_DAYS, ruleNamed, type LocalRule } from '../application/rules-known';
import type { ClosureTyped, EndTyped, RuleTyped, WithdrawTyped } from './local-rule-form';
import { rulePaths } from './rule-paths';

const BOARD = { text: 'Rules', href: rulePaths.board };
const KEPT = 'What was decided on an earlier deadline keeps that deadline: it was stored with its own count.';

export function setRuleView(rule: LocalRule, typed: RuleTyped): FormView {
  const { name, title, meaning, unit, least, most, foundIn, elsewhere, usedBy } = rule;
  return {
    ...frameOf(rule),
    template: 'set-local-rule.njk',
    title: `Set: ${title}`,
    path: rulePaths.set(name),
    submit: 'Set the rule',
    context: {
      ...{ typed, meaning, foundIn },
      label: `${unit.charAt(0).toUpperCase()}${unit.slice(1)}s`,
      hint: `From ${least} to ${most}. There is no default. Elsewhere: ${elsewhere}`,
      consequences: [
        `“${ruleNamed(usedBy).title}” is worked out with this number for days from the first one on, on the page, over the API and by whatever relies on it.`,
        'A version that begins on the same day is replaced; the one that it replaces stays in the record.',
        KEPT,
      ],
    },
  };
}

export function endRuleView(rule: LocalRule, typed: EndTyped): FormView {
  return {
    ...frameOf(rule),
    template: 'end-local-rule.njk',
    title: `End: ${rule.title}`,
    path: rulePaths.end(rule.name),
    submit: 'End the rule',
    context: {
      typed,
      consequences: [
        `From the first day without it “${ruleNamed(rule.usedBy).title}” rests on no local rule any more.`,
        KEPT,
      ],
    },
  };
}

export function declareView(typed: ClosureTyped): FormView {
  return {
    ...frameOf(CLOSURE_DAYS),
    template: 'declare-closure-day.njk',
    title: 'Declare a closure day',
    path: rulePaths.declare,
    submit: 'Declare it',
    context: {
      typed,
      consequences: [
        'It is no working day in any deadline that is worked out from now on.',
        'Reminders are not moved by it.',
        KEPT,
      ],
    },
  };
}

export function withdrawView(typed: WithdrawTyped): FormView {
  return {
    ...frameOf(CLOSURE_DAYS),
    template: 'withdraw-closure-day.njk',
    title: 'Withdraw a closure day',
    path: rulePaths.withdraw,
    submit: 'Withdraw it',
    context: { typed, consequences: ['It counts as a working day again in what is worked out from now on.', KEPT] },
  };
}

export const NOTHING_TYPED: ClosureTyped = { date: dateFields(undefined), name: '', source: '', reason: '' };

function frameOf({ name, title }: Pick<LocalRule, 'title'> & { readonly name: string }) {
  const own = { text: title, href: rulePaths.rule(name) };
  return { breadcrumbs: [BOARD, own], cancel: { text: 'Cancel', href: own.href } };
}
