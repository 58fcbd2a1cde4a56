import type { ErasureAuthority, Text } from '@minutebook/kernel';

/** Says on the record's own stream that the texts of one of its events go. */
export interface RemoveText extends ErasureAuthority {
  readonly type: 'remove-text';
  readonly eventId: string;
  readonly eventRevision: number;
  readonly wording?: Text;
  /** Ids of the holds over the record that were placed since the request was agreed to. */
  readonly holds: readonly string[];
}

/** Says on the person's own stream that all that is sealed under its key goes, and the texts of these events of it. */
export interface ErasePerson extends ErasureAuthority {
  readonly type: 'erase-person';
  readonly eventIds: readonly string[];
  readonly holds: readonly string[];
}

export type RecordKeepingCommand = RemoveText | ErasePerson;
