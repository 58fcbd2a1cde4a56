import type { LocalDate, Text } from '@minutebook/kernel';
import type { GroupReadAt } from './group-read.events';

/** A rule as it is asked for; the decision makes of it one of the kinds, or refuses it. */
export interface RuleAsked {
  readonly kind: string;
  readonly words?: Text;
}

export interface QuorumAsked extends RuleAsked {
  readonly number?: number;
  readonly numerator?: number;
  readonly denominator?: number;
}

export interface CadenceAsked extends RuleAsked {
  readonly times?: number;
}

export interface ChairAsked extends RuleAsked {
  readonly role?: Text;
  readonly between?: readonly Text[];
  readonly groupId?: string;
}

export interface AdoptTermsOfReference {
  readonly type: 'adopt-terms-of-reference';
  readonly id: string;
  readonly standing: string;
  readonly dated?: LocalDate;
  readonly words?: Text;
  readonly source: Text;
  readonly sections: readonly { readonly section: string; readonly words: Text }[];
  /** A rule that is left out is not known. */
  readonly quorum?: QuorumAsked;
  readonly cadence?: CadenceAsked;
  readonly chair?: ChairAsked;
  readonly agencies?: readonly Text[];
  /** The group whose member takes the chair, as read from its stream; undefined where there is none. */
  readonly chairGroup?: GroupReadAt | undefined;
}
