import type { Event, LocalDate, SealedText } from '@minutebook/kernel';

export const COUNT_RULE_NAMES = [
  'call-in-working-days',
  'evaluation-appeal-months',
  'pay-protection-years',
  'consultation-below-20-days',
] as const;

/** A local rule that is a number. */
export type CountRuleName = (typeof COUNT_RULE_NAMES)[number];

/** What a council settles itself: numbers, and the days on which it is closed. */
export type LocalRuleName = CountRuleName | 'closure-days';

/** From this day on the council's own rule says so; why stands in the metadata. */
export type LocalRuleSet = Event<
  'LocalRuleSet',
  {
    readonly name: CountRuleName;
    readonly from: LocalDate;
    readonly value: number;
    /** The document or decision that says so. */
    readonly source: SealedText;
  }
>;
/** From this day on the council has no such rule. */
export type LocalRuleEnded = Event<'LocalRuleEnded', { readonly name: CountRuleName; readonly from: LocalDate }>;
/** The council does not work on this day. */
export type ClosureDayDeclared = Event<
  'ClosureDayDeclared',
  { readonly date: LocalDate; readonly name: SealedText; readonly source: SealedText }
>;
/** It works on this day after all. */
export type ClosureDayWithdrawn = Event<'ClosureDayWithdrawn', { readonly date: LocalDate }>;

export type LocalRuleEvent = LocalRuleSet | LocalRuleEnded | ClosureDayDeclared | ClosureDayWithdrawn;

/** What a local rule says from a day on, and which event says so: null from the day on which it was ended. */
export interface LocalRuleVersion {
  readonly from: LocalDate;
  readonly value: number | null;
  /** `stream@revision`. */
  readonly record: string;
}
