import type { LocalDate, Text } from '@minutebook/kernel';
import type { GroupReadAt } from './group-read.events';

/** Another group as its stream tells of it. */
export interface OtherGroup extends GroupReadAt {
  /** It was merged or dissolved. */
  readonly isOver: boolean;
}

export interface RenameGroup {
  readonly type: 'rename';
  readonly id: string;
  readonly name: Text;
}

export interface MergeGroup {
  readonly type: 'merge-into';
  readonly id: string;
  readonly intoId: string;
  /** Undefined where there is no such group. */
  readonly into: OtherGroup | undefined;
  /** Today unless told. */
  readonly on?: LocalDate;
  readonly today: LocalDate;
}

export interface DissolveGroup {
  readonly type: 'dissolve';
  readonly id: string;
  readonly on?: LocalDate;
  readonly today: LocalDate;
}

export type GroupStandingCommand = RenameGroup | MergeGroup | DissolveGroup;
