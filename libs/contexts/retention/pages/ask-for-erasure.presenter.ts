import type { EventText } from '@minutebook/kernel/recording';
import type { TargetAsked } from '../application/erasure-targets';
import { ERASURE_GROUNDS, type FoundTarget } from '../domain/erasure-request.commands';
import { ERASURE_REQUEST_REFUSALS } from '../domain/erasure-request.refusals';
import { erasurePaths } from './erasure-paths';
import type { SubjectView } from './erasure-subject';
import type { FormView } from '@minutebook/web-kit';

export interface AskForErasureTyped {
  readonly ground: string;
  readonly authority: string;
  readonly reason: string;
  readonly wording: string;
}

/** What the address asks to have erased, as it was found. */
export interface AskedTarget {
  readonly target: TargetAsked;
  readonly found: FoundTarget;
  readonly texts: readonly EventText[];
  readonly subject: SubjectView;
}

/** A text that goes, named as well as its place in the event can be. */
export interface TextView {
  readonly label: string;
  readonly text: string;
}

export function presentAskForErasure(typed: AskForErasureTyped, shown: AskedTarget | undefined): FormView {
  const isPerson = shown?.target.kind === 'person';
  const there = shown?.found.state === 'there';
  return {
    template: 'ask-for-erasure.njk',
    title: isPerson ? 'Ask for the erasure of a person' : 'Ask for the removal of texts',
    breadcrumbs: [{ text: 'Erasure', href: erasurePaths.desk }],
    path: '/erasure/ask',
    action: shown === undefined ? '/erasure/ask' : addressOf(shown.target),
    submit: 'Ask for it',
    cancel: { text: 'Cancel', href: shown?.subject.event?.href ?? erasurePaths.desk },
    context: {
      typed,
      subject: shown?.subject,
      isPerson,
      texts: shown && there ? shown.texts.map(textView) : [],
      unavailable: shown === undefined || there ? undefined : whyNot(shown.found),
      grounds: ERASURE_GROUNDS.map(({ code, label }) => ({ value: code, text: label })),
      consequences: [
        'Nothing goes yet: somebody else must agree to it first.',
        isPerson
          ? 'Then the name and the addresses go for good, on every page, at every date, in every export and search. What the person did stays, under an opaque number.'
          : 'Then the texts go for good, on every page, at every date, in every export and search. That something was recorded, when and by whom, stays.',
        ...(isPerson
          ? ['Where the name stands in other texts, it stays: search the audit trail for it first, and ask for each.']
          : []),
        'It cannot be undone: nobody can read them again, not even from a backup taken before.',
      ],
    },
  };
}

export function textView({ path, text }: EventText): TextView {
  const parts = path.replace(/^(data|metadata)\./, '').split('.');
  const words = parts.map((part) =>
    /^\d+$/.test(part) ? String(Number(part) + 1) : part.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
  );
  const label = words.join(' ');
  return { label: label.charAt(0).toUpperCase() + label.slice(1), text };
}

function addressOf(target: TargetAsked): string {
  return target.kind === 'person'
    ? erasurePaths.askForPerson(target.personId)
    : erasurePaths.askForTexts(target.stream, target.revision);
}

function whyNot({ state }: FoundTarget): string {
  if (state === 'missing') return ERASURE_REQUEST_REFUSALS['nothing-to-erase'].message;
  if (state === 'gone') return ERASURE_REQUEST_REFUSALS['already-erased'].message;
  return ERASURE_REQUEST_REFUSALS['no-text-to-remove'].message;
}
