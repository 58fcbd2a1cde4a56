import type { LocalDate } from '@minutebook/kernel';
import type { Chase } from '@minutebook/reminders';
import { chaseInWords, fateInWords, ruleInWords } from '../read-models/chase-in-words';
import type { NameOf } from './action-timeline';

/** Mails that the page of an action lists. */
const LISTED = 20;

/** What the page of an action shows of the mails about it. */
export interface ChaseView {
  readonly words: string;
  readonly messages: readonly {
    readonly day: LocalDate;
    readonly to: string;
    /** Whose absence was covered, where it was. */
    readonly insteadOf: string | null;
    readonly rule: string;
    readonly fate: string;
    readonly answeredOn: LocalDate | null;
  }[];
  /** How many earlier mails the list leaves out. */
  readonly earlier: number;
}

/** The mails about an action, newest first, to whom they went by the names of today. */
export function presentChase(chase: Chase | undefined, nameOf: NameOf): ChaseView {
  const messages = chase?.messages ?? [];
  return {
    words: chaseInWords(chase),
    messages: messages.slice(0, LISTED).map((message) => ({
      day: message.day,
      to: nameOf(message.account),
      insteadOf: message.person === message.account ? null : nameOf(message.person),
      rule: ruleInWords(message.rule),
      fate: fateInWords(message),
      answeredOn: message.answeredOn,
    })),
    earlier: Math.max(0, messages.length - LISTED),
  };
}
