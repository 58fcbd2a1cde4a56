import {
  dateInWords,
  dayInWords,
  type Opened,
  type OpenedEvent,
  type RecordNote,
  type SentenceEntry,
} from '@minutebook/kernel';
import type { CountRuleName, LocalRuleEvent, LocalRuleName } from './local-rule.events';
import { amountInWords, localRuleNamed, titleOf } from './rules';

type Of<T extends LocalRuleEvent['type']> = OpenedEvent & Opened<Extract<LocalRuleEvent, { type: T }>>;

/** How local rules read in the audit trail. */
export const localRuleSentences: Readonly<Record<LocalRuleEvent['type'], SentenceEntry>> = {
  LocalRuleSet: {
    kind: 'Local rule set',
    access: 'programme',
    describe({ data: { name, from, value, source } }: Of<'LocalRuleSet'>) {
      const [title, amount, day] = [titleOf(name), amountOf(name, value), dateInWords(from)];
      return {
        sentence: `The local rule “${title}” says ${amount} from ${day}, by “${source}”.`,
        sealed: `The local rule “${title}” says ${amount} from ${day}.`,
        facts: { [title]: amount, 'Holds from': day, Source: source },
      };
    },
    note: ({ data }: Of<'LocalRuleSet'>) => ruleNote(data.name),
  },
  LocalRuleEnded: {
    kind: 'Local rule ended',
    access: 'programme',
    describe({ data: { name, from } }: Of<'LocalRuleEnded'>) {
      const [title, day] = [titleOf(name), dateInWords(from)];
      const sentence = `From ${day} there is no local rule “${title}”.`;
      return { sentence, sealed: sentence, facts: { [title]: null, 'Holds from': day, Source: null } };
    },
    note: ({ data }: Of<'LocalRuleEnded'>) => ruleNote(data.name),
  },
  ClosureDayDeclared: {
    kind: 'Closure day declared',
    access: 'programme',
    describe({ data: { date, name, source } }: Of<'ClosureDayDeclared'>) {
      const day = dayInWords(date);
      return {
        sentence: `The council is closed on ${day}, “${name}”, by “${source}”.`,
        sealed: `The council is closed on ${day}.`,
        facts: { [day]: name },
      };
    },
    note: () => ruleNote('closure-days'),
  },
  ClosureDayWithdrawn: {
    kind: 'Closure day withdrawn',
    access: 'programme',
    describe({ data: { date } }: Of<'ClosureDayWithdrawn'>) {
      const day = dayInWords(date);
      const sentence = `The council is not closed on ${day} after all.`;
      return { sentence, sealed: sentence, facts: { [day]: null } };
    },
    note: () => ruleNote('closure-days'),
  },
};

function amountOf(name: CountRuleName, value: number): string {
  const rule = localRuleNamed(name);
  return rule ? amountInWords(rule, value) : String(value);
}

function ruleNote(name: LocalRuleName): RecordNote {
  return { name: `Local rule “${titleOf(name)}”`, path: `/rules/${name}` };
}
