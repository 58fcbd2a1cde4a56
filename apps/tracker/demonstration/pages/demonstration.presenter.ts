import { type OfferedAccount } from '@minutebook/accounts';
import { addDays, type LocalDate, ROLE_NAMES } from '@minutebook/kernel';
import type { DateFields } from '@minutebook/web-kit';
import { OUTBOX_PATH } from './outbox.presenter';

/** What was typed into the form that moves the clock. */
export interface MoveForm {
  readonly typed: DateFields;
  readonly key: string;
}

/** What demonstration.njk shows. */
export interface DemonstrationPage {
  readonly today: LocalDate;
  /** Epoch ms. */
  readonly now: number;
  readonly mayMove: boolean;
  /** Absent for those who may not read it. */
  readonly outboxHref: string | undefined;
  readonly typed: DateFields;
  readonly idempotencyKey: string;
  /** A date that shows something: four weeks on. */
  readonly example: LocalDate;
  readonly accounts: readonly {
    readonly id: string;
    readonly name: string;
    readonly role: string;
    readonly canTry: string;
  }[];
}

export function presentDemonstration(
  offered: readonly OfferedAccount[],
  today: LocalDate,
  now: number,
  may: { readonly move: boolean; readonly readOutbox: boolean },
  { typed, key }: MoveForm,
): DemonstrationPage {
  return {
    today,
    now,
    mayMove: may.move,
    outboxHref: may.readOutbox ? OUTBOX_PATH : undefined,
    typed,
    idempotencyKey: key,
    example: addDays(today, 28),
    accounts: offered.map(({ id, name, role, canTry }) => ({ id, name, role: ROLE_NAMES[role], canTry })),
  };
}
