import type { Event, LocalDate, Text } from '@minutebook/kernel';
import type { GroupReadAt } from './group-read.events';

/**
 * What terms of reference speak of (domain report, 3.8 and D22), in the order in which they are read. Data: a further
 * section is a further line here.
 */
export const TERMS_SECTIONS = [
  { id: 'purpose', label: 'Mission and purpose' },
  { id: 'reporting', label: 'Reporting arrangements' },
  { id: 'membership', label: 'Membership and seniority' },
  { id: 'duties', label: 'Roles of members' },
  { id: 'deputies', label: 'Deputies' },
  { id: 'chair', label: 'Chair' },
  { id: 'frequency', label: 'Frequency of meetings' },
  { id: 'quorum', label: 'Quorum' },
  { id: 'resources', label: 'Resources' },
  { id: 'decision-making', label: 'Decision-making' },
  { id: 'information-sharing', label: 'Information sharing' },
  { id: 'escalation', label: 'Escalation' },
  { id: 'other', label: 'Anything else' },
] as const;

export type TermsSection = (typeof TERMS_SECTIONS)[number]['id'];

/**
 * How a version stands by its own words. A document that bears a date and nothing else does not say that anybody agreed
 * it: `not-stated`.
 */
export const TERMS_STANDINGS = [
  { id: 'draft', label: 'Draft' },
  { id: 'agreed', label: 'Agreed' },
  { id: 'revised', label: 'Revised' },
  { id: 'not-stated', label: 'Standing not stated' },
] as const;

export type TermsStanding = (typeof TERMS_STANDINGS)[number]['id'];

/** What a rule is in the document's own words, where it gives them. */
interface InWords {
  readonly words?: Text;
}

/** How many make a meeting able to decide. */
export type QuorumRule = InWords &
  (
    | { readonly kind: 'number'; readonly number: number }
    /** Of the members in office, rounded up. */
    | { readonly kind: 'share'; readonly numerator: number; readonly denominator: number }
    | { readonly kind: 'one-from-each-agency' }
    | { readonly kind: 'unknown' }
  );

/** How often the group meets. */
export type CadenceRule = InWords &
  (
    | { readonly kind: 'times-a-year'; readonly times: number }
    | { readonly kind: 'quarterly' | 'monthly' | 'as-required' | 'unknown' }
  );

/** Who takes the chair. */
export type ChairRule = InWords &
  (
    | { readonly kind: 'named-role'; readonly role: Text }
    | { readonly kind: 'chosen-at-meeting' | 'unknown' }
    /** Two bodies in turn, by the role that takes the chair for each, where that is said. */
    | { readonly kind: 'alternates'; readonly between: readonly [Text, Text]; readonly role?: Text }
    | { readonly kind: 'member-of-group'; readonly group: GroupReadAt }
  );

export type TermsOfReferenceAdopted = Event<
  'TermsOfReferenceAdopted',
  {
    /** Which version of this group's terms it is, counted from 1 in the order of the record. */
    readonly number: number;
    readonly standing: TermsStanding;
    /** The date that the version bears. */
    readonly dated?: LocalDate;
    /** Date and standing as the source has them: "28/11/12, DRAFT". */
    readonly words?: Text;
    readonly source: Text;
    /** Empty where the wording of this version is not known. */
    readonly sections: readonly { readonly section: TermsSection; readonly words: Text }[];
    readonly quorum: QuorumRule;
    readonly cadence: CadenceRule;
    readonly chair: ChairRule;
    /** Agencies that are to be represented. */
    readonly agencies: readonly Text[];
  }
>;
