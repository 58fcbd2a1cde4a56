import { DIVISION_NAMES } from '@minutebook/kernel';
import type { FormView } from '@minutebook/web-kit';
import type { RulesScope } from '../domain/reminder-rules.events';
import { reminderPaths } from './reminder-paths';
import { DAY_FIELDS, type DeliveryTyped, type EndTyped, type RulesTyped } from './rules-form';
import { scopeValue } from './rules-scopes';

interface Choice {
  readonly scope: RulesScope;
  readonly name: string;
}

const FRAME = {
  breadcrumbs: [
    { text: 'Reminders', href: reminderPaths.board },
    { text: 'Rules', href: reminderPaths.rules },
  ],
  cancel: { text: 'Cancel', href: reminderPaths.rules },
};

/** @param concerned open records of the scope that was chosen, once one is */
export function setRulesView(typed: RulesTyped, choices: readonly Choice[], concerned: number | undefined): FormView {
  return {
    ...FRAME,
    template: 'set-reminder-rules.njk',
    title: 'Set rules of reminders',
    path: reminderPaths.setRules,
    submit: 'Set the rules',
    context: {
      typed,
      scopes: choicesOf(choices),
      dayFields: DAY_FIELDS.map((field) => ({ ...field, value: typed.days[field.name] ?? '' })),
      consequences: [
        ...(concerned === undefined
          ? []
          : [`There ${concerned === 1 ? 'is one open record' : `are ${concerned} open records`} now.`]),
        'They hold from the first day for every open record there that has no nearer rules: a plan’s come before its group’s, and these before the council’s.',
        'Nobody is reminded of a day before it. Rules that are set from the same day are replaced; earlier ones stay in the record.',
        'What is due is decided again each day, so that mail which is being prepared follows them too.',
      ],
    },
  };
}

export function endRulesView(typed: EndTyped, choices: readonly Choice[]): FormView {
  return {
    ...FRAME,
    template: 'end-reminder-rules.njk',
    title: 'End own rules of reminders',
    path: reminderPaths.endRules,
    submit: 'End the rules',
    context: {
      typed,
      scopes: choicesOf(choices),
      hasAny: choices.length > 0,
      consequences: [
        'From the first day without them the rules around it hold: those of the group, of the council, or the defaults.',
        'What was sent by them stays in the record.',
      ],
    },
  };
}

export function setDeliveryView(typed: DeliveryTyped): FormView {
  return {
    ...FRAME,
    template: 'set-reminder-delivery.njk',
    title: 'Set when mail is sent',
    path: reminderPaths.setDelivery,
    submit: 'Set it',
    context: {
      typed,
      caps: [
        ...[1, 2, 3, 4, 5].map((most) => ({ value: String(most), text: `At most ${most}` })),
        { value: 'none', text: 'As many as are due: one a working day at most' },
      ],
      divisions: Object.entries(DIVISION_NAMES).map(([value, text]) => ({ value, text })),
      consequences: [
        'It holds for the whole council from the first day.',
        'What the weekly limit holds back goes into a later mail, which says so.',
        'Bank holidays of the chosen part of the country are no working days: they move reminders, and count in no interval of working days.',
      ],
    },
  };
}

function choicesOf(choices: readonly Choice[]): readonly { readonly value: string; readonly text: string }[] {
  const kinds = { council: '', group: 'Group: ', plan: 'Plan: ' };
  return [
    { value: '', text: 'Choose' },
    ...choices.map(({ scope, name }) => ({ value: scopeValue(scope), text: `${kinds[scope.kind]}${name}` })),
  ];
}
