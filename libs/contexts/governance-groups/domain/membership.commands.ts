import type { LocalDate, Text } from '@minutebook/kernel';

export interface AppointMember {
  readonly type: 'appoint-member';
  readonly id: string;
  readonly memberId: string;
  readonly role: Text;
  readonly agency?: Text;
  readonly kind: string;
  readonly deputyFor?: string;
  readonly invitedFor?: Text;
  readonly chairs?: boolean;
  readonly accountId?: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

export interface StandDownMember {
  readonly type: 'stand-down-member';
  readonly id: string;
  readonly memberId: string;
  /** Today unless told. */
  readonly on?: LocalDate;
  readonly today: LocalDate;
}

export type MembershipCommand = AppointMember | StandDownMember;
