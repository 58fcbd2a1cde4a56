import type { Event, LocalDate, Text } from '@minutebook/kernel';

/**
 * In which way somebody belongs to a group (domain report, D25 and 3.8): a member; a deputy, who counts where the member
 * is not there; a guest, invited for one item; somebody in attendance, such as the clerk.
 */
export const MEMBER_KINDS = [
  { id: 'member', label: 'Member' },
  { id: 'deputy', label: 'Deputy' },
  { id: 'guest', label: 'Guest' },
  { id: 'in-attendance', label: 'In attendance' },
] as const;

export type MemberKind = (typeof MEMBER_KINDS)[number]['id'];

/** By role and agency, never by name: a role outlives those who hold it. */
export type MemberAppointed = Event<
  'MemberAppointed',
  {
    readonly memberId: string;
    readonly role: Text;
    /** Whom the member represents; absent where that is not stated. */
    readonly agency?: Text;
    readonly kind: MemberKind;
    /** Of a deputy: the member in whose place it counts. */
    readonly deputyFor?: string;
    /** Of a guest: the item for which it is invited. */
    readonly invitedFor?: Text;
    readonly chairs: boolean;
    /** Opaque id of the account that holds the role, where it has one. */
    readonly accountId?: string;
    /** First and last day in office, where they are known. */
    readonly from?: LocalDate;
    readonly to?: LocalDate;
  }
>;

/** From this day on the member is in office no longer. */
export type MemberStoodDown = Event<'MemberStoodDown', { readonly memberId: string; readonly on: LocalDate }>;

export type MembershipEvent = MemberAppointed | MemberStoodDown;
