import type { Chance } from './chance';

/** Words of progress reports, the frequent ones first. */
const WORDS = (
  'the and to of in for with by on a is was has have been will all from at not this that as their our team ' +
  'staff training managers social workers review plan meeting completed progress work group service data agency ' +
  'posts vacancies recruitment retention supervision caseloads induction appraisal budget quarter report draft ' +
  'consultation policy framework assessed newly qualified year programme university students placements mentoring ' +
  'survey results sickness absence turnover exit interviews pay grade market supplement advert shortlist appointed ' +
  'start date delayed because awaiting approval director committee steering board terms reference circulated comments ' +
  'received revised version published website intranet launch event workshop attendance feedback positive mixed action ' +
  'outstanding resources capacity limited additional funding bid submitted outcome expected spring summer autumn winter ' +
  'partner agencies health education police voluntary sector representatives nominated lead officer identified handover ' +
  'records system migrated reports monthly dashboard indicators baseline target exceeded below trend improving risk ' +
  'register mitigation escalated discussed minutes circulated next steps owner deadline extended justification evidence'
).split(' ');

/** Two words that are both frequent and never stand in one event: by the parity of the plan. */
export const NEVER_TOGETHER = ['ringfenced', 'secondment'] as const;

/** A commentary of about so many characters, with now and then a word that hardly occurs elsewhere. */
export function commentary(chance: Chance, length: number, parity: 0 | 1): string {
  const words: string[] = [NEVER_TOGETHER[parity]];
  let characters = words[0]?.length ?? 0;
  while (characters < length) {
    const word = chance.below(40) === 0 ? `case${chance.below(100_000)}` : chance.oneOf(WORDS);
    words.push(word);
    characters += word.length + 1;
  }
  return `${words
    .join(' ')
    .slice(0, length - 1)
    .trimEnd()}.`;
}

/** A title of a few words. */
export function title(chance: Chance, words: number): string {
  return Array.from({ length: words }, () => chance.oneOf(WORDS)).join(' ');
}
