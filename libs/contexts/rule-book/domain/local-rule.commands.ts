import type { LocalDate, SealedText } from '@minutebook/kernel';

export type SetLocalRule = {
  readonly type: 'set';
  readonly name: string;
  readonly from: LocalDate;
  readonly value: number;
  readonly source: SealedText;
};
export type EndLocalRule = { readonly type: 'end'; readonly name: string; readonly from: LocalDate };
export type DeclareClosureDay = {
  readonly type: 'declare';
  readonly date: LocalDate;
  readonly name: SealedText;
  readonly source: SealedText;
};
export type WithdrawClosureDay = { readonly type: 'withdraw'; readonly date: LocalDate };

export type LocalRuleCommand = SetLocalRule | EndLocalRule | DeclareClosureDay | WithdrawClosureDay;
