import { dateInWords, londonDateOf, type LocalDate } from '@minutebook/kernel';
import { atMoment, wordDifferences, type Link, type PageMoment, type WordStretch } from '@minutebook/web-kit';
import { cadenceInWords, chairInWords, quorumInWords } from '../application/rules-in-words';
import { TERMS_SECTIONS, TERMS_STANDINGS, type TermsStanding } from '../domain/terms-of-reference.events';
import type { GroupSummary } from '../read-models/groups.query';
import type { GroupRules, TermsVersion } from '../read-models/terms.query';
import { groupPaths } from './group-paths';

/** One rule of the terms as a row of facts. */
export interface RuleRow {
  readonly label: string;
  readonly text: string;
  /** The source's own words, where it gives them. */
  readonly words: string | null;
  readonly known: boolean;
}

/** What terms.njk shows. */
export interface TermsPage {
  readonly group: Link;
  readonly standing: string;
  readonly dated: LocalDate | null;
  readonly words: string | null;
  readonly source: string;
  readonly adoptedOn: LocalDate;
  readonly illustrative: boolean;
  readonly sections: readonly { readonly label: string; readonly lines: readonly string[] }[];
  readonly rules: readonly RuleRow[];
  readonly others: readonly { readonly link: Link; readonly compare: Link }[];
  readonly adopt: Link | undefined;
}

export function presentTerms(
  group: GroupSummary,
  version: TermsVersion,
  all: readonly TermsVersion[],
  groupName: (id: string) => string,
  moment: PageMoment,
  mayAdopt: boolean,
): TermsPage {
  const here = (path: string): string => atMoment(path, moment);
  return {
    group: { text: group.name, href: here(groupPaths.show(group.id)) },
    standing: standingName(version.standing),
    dated: version.dated,
    words: version.words,
    source: version.source,
    adoptedOn: londonDateOf(version.adopted),
    illustrative: version.origin === 'demonstration',
    sections: sectionsOf(version).map(({ label, words }) => ({ label, lines: linesIn(words) })),
    rules: ruleRows(version, groupName),
    others: all
      .filter(({ number }) => number !== version.number)
      .map((other) => ({
        link: { text: versionName(other), href: here(groupPaths.terms(group.id, other.number)) },
        compare: {
          text: 'Compare',
          href: here(
            groupPaths.compareTerms(
              group.id,
              Math.min(other.number, version.number),
              Math.max(other.number, version.number),
            ),
          ),
        },
      })),
    adopt:
      mayAdopt && moment.live
        ? { text: 'Adopt another version', href: groupPaths.step(group.id, 'adopt-terms-of-reference') }
        : undefined,
  };
}

/** A text of both versions, each in its own column. */
export interface ComparedSection {
  readonly label: string;
  /** In words, so that nothing rests on colour. */
  readonly verdict: string;
  readonly before: readonly WordStretch[];
  readonly after: readonly WordStretch[];
}

/** What compare-terms.njk shows. */
export interface CompareTermsPage {
  readonly before: Link;
  readonly after: Link;
  /** Why words cannot be compared, where they cannot. */
  readonly withoutWording: string | undefined;
  readonly rules: readonly {
    readonly label: string;
    readonly before: string;
    readonly after: string;
    readonly verdict: string;
  }[];
  readonly sections: readonly ComparedSection[];
  readonly versions: readonly { readonly value: number; readonly text: string }[];
  readonly from: number;
  readonly to: number;
  readonly action: string;
  readonly kept: readonly { readonly name: string; readonly value: string }[];
}

export function presentComparison(
  group: GroupSummary,
  [before, after]: readonly [TermsVersion, TermsVersion],
  all: readonly TermsVersion[],
  groupName: (id: string) => string,
  moment: PageMoment,
): CompareTermsPage {
  const linkTo = (version: TermsVersion): Link => ({
    text: versionName(version),
    href: atMoment(groupPaths.terms(group.id, version.number), moment),
  });
  const wordless = [before, after].filter(({ sections }) => sections.length === 0);
  const [oldRules, newRules] = [ruleRows(before, groupName), ruleRows(after, groupName)];
  return {
    before: linkTo(before),
    after: linkTo(after),
    withoutWording: wordless.length === 0 ? undefined : withoutWording(wordless),
    rules: newRules.map((rule, index) => {
      const old = oldRules[index] as RuleRow;
      return {
        label: rule.label,
        before: inFull(old),
        after: inFull(rule),
        verdict: inFull(old) === inFull(rule) ? 'Same' : 'Changed',
      };
    }),
    sections: wordless.length === 0 ? comparedSections(before, after) : [],
    versions: all.map((version) => ({ value: version.number, text: versionName(version) })),
    from: before.number,
    to: after.number,
    action: groupPaths.compareTerms(group.id, before.number, after.number).replace(/\?.*/, ''),
    kept: moment.asked === undefined ? [] : [{ name: 'asAt', value: moment.asked }],
  };
}

function comparedSections(before: TermsVersion, after: TermsVersion): readonly ComparedSection[] {
  const [old, now] = [sectionsOf(before), sectionsOf(after)];
  return TERMS_SECTIONS.flatMap(({ id, label }) => {
    const [was, is] = [old.find((one) => one.id === id)?.words, now.find((one) => one.id === id)?.words];
    if (was === undefined && is === undefined) return [];
    const differences = wordDifferences(was ?? '', is ?? '');
    const differs = [...differences.before, ...differences.after].some((stretch) => stretch.differs);
    const verdict =
      was === undefined
        ? `Only in ${versionName(after)}`
        : is === undefined
          ? `Only in ${versionName(before)}`
          : differs
            ? 'Changed'
            : 'Same';
    return [{ label, verdict, ...differences }];
  });
}

function withoutWording(versions: readonly TermsVersion[]): string {
  const names = versions.map(versionName).join(' and ');
  return `The record does not hold the wording of ${names}, so that words cannot be compared. What each lays down is compared as far as it is known.`;
}

/** What a version is called: `Version 2 of 24 September 2013`. */
export function versionName({ number, dated }: Pick<TermsVersion, 'number' | 'dated'>): string {
  return `Version ${number}${dated === null ? '' : ` of ${dateInWords(dated)}`}`;
}

export function standingName(standing: TermsStanding): string {
  return TERMS_STANDINGS.find(({ id }) => id === standing)?.label ?? standing;
}

/** The comparison of the two versions that count most, the older first. */
export function compareLink(
  groupId: string,
  [latest, before]: readonly TermsVersion[],
  here: (path: string) => string,
): Link | undefined {
  return latest && before
    ? { text: 'Compare versions', href: here(groupPaths.compareTerms(groupId, before.number, latest.number)) }
    : undefined;
}

/** What a version lays down, row by row. */
export function ruleRows(
  { quorum, cadence, chair, agencies }: GroupRules,
  groupName: (id: string) => string,
): readonly RuleRow[] {
  const row = (label: string, text: string, rule: { readonly kind: string; readonly words?: string }): RuleRow => ({
    label,
    text,
    words: rule.words !== undefined && rule.words.toLowerCase() !== text.toLowerCase() ? rule.words : null,
    known: rule.kind !== 'unknown',
  });
  const named = agencies.length > 0;
  return [
    row('Quorum', quorumInWords(quorum), quorum),
    row('Meets', cadenceInWords(cadence), cadence),
    row('Chair', chairInWords(chair, groupName), chair),
    { label: 'Agencies expected', text: named ? agencies.join('; ') : 'Not stated', words: null, known: named },
  ];
}

function inFull({ text, words }: RuleRow): string {
  return words === null ? text : `${text} (“${words}”)`;
}

function sectionsOf({ sections }: TermsVersion) {
  return TERMS_SECTIONS.flatMap(({ id, label }) => {
    const words = sections.find(({ section }) => section === id)?.words;
    return words === undefined ? [] : [{ id, label, words }];
  });
}

function linesIn(words: string): readonly string[] {
  return words.split('\n').filter((line) => line.trim() !== '');
}
