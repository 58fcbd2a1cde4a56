import { londonDateOf, type LocalDate } from '@minutebook/kernel';
import { RETENTION_CLASSES, retentionClass } from '../application/retention-in-force';
import type { Hold } from '../read-models/erasures.query';
import { erasurePaths } from './erasure-paths';
import type { SubjectView } from './erasure-subject';
import type { FormView } from '@minutebook/web-kit';

type NamedThing = Pick<SubjectView, 'name' | 'href'>;

/** What holds.njk shows. */
export interface HoldsPage {
  readonly rows: readonly HoldRow[];
  readonly placeHref: string | undefined;
}

interface HoldRow extends NamedThing {
  readonly isInForce: boolean;
  readonly kind: string;
  readonly reason: string | null;
  readonly placedOn: LocalDate;
  readonly placedBy: string;
  readonly lifted: { readonly on: LocalDate; readonly by: string; readonly reason: string | null } | undefined;
  readonly liftHref: string | undefined;
}

export function presentHolds(
  holds: readonly { readonly hold: Hold; readonly name: NamedThing }[],
  mayKeep: boolean,
  nameOf: (account: string) => string,
): HoldsPage {
  return {
    rows: holds.map(({ hold, name }) => ({
      name: name.name,
      href: name.href,
      isInForce: hold.status === 'placed',
      kind: hold.kind === 'record' ? 'Record' : 'Retention class',
      reason: hold.reason,
      placedOn: londonDateOf(hold.placedAt),
      placedBy: nameOf(hold.placedBy),
      lifted:
        hold.liftedAt === null
          ? undefined
          : { on: londonDateOf(hold.liftedAt), by: nameOf(hold.liftedBy ?? ''), reason: hold.liftedReason },
      liftHref: mayKeep && hold.status === 'placed' ? erasurePaths.liftHold(hold.id) : undefined,
    })),
    placeHref: mayKeep ? erasurePaths.placeHold() : undefined,
  };
}

/** A retention class by its name. */
export function heldName(classId: string): NamedThing {
  return { name: retentionClass(classId)?.name ?? classId, href: undefined };
}

export interface PlaceHoldTyped {
  readonly stream: string;
  readonly retentionClass: string;
  readonly reason: string;
}

const BREADCRUMBS = [
  { text: 'Erasure', href: erasurePaths.desk },
  { text: 'Holds', href: erasurePaths.holds },
];

export function placeHoldForm(typed: PlaceHoldTyped): FormView {
  return {
    template: 'place-hold.njk',
    title: 'Place a hold',
    breadcrumbs: BREADCRUMBS,
    path: '/erasure/holds/place',
    action: '/erasure/holds/place',
    submit: 'Place the hold',
    cancel: { text: 'Cancel', href: erasurePaths.holds },
    context: {
      typed,
      classes: [{ value: '', text: 'None' }, ...RETENTION_CLASSES.map(({ id, name }) => ({ value: id, text: name }))],
      consequences: [
        'Nothing of it can be erased until the hold is lifted, whoever asks. What was erased before stays erased.',
        'A hold over a record covers what lies within it: a hold over a plan covers its actions.',
        'Requests for erasure may still be made, and must be answered in time.',
      ],
    },
  };
}

export function liftHoldForm({ id, status, reason }: Hold, { name }: NamedThing, typed: string): FormView {
  const path = erasurePaths.liftHold(id);
  return {
    template: 'lift-hold.njk',
    title: 'Lift the hold',
    breadcrumbs: BREADCRUMBS,
    path,
    action: path,
    submit: 'Lift the hold',
    cancel: { text: 'Cancel', href: erasurePaths.holds },
    context: {
      name,
      heldFor: reason,
      typed: { reason: typed },
      unavailable: status === 'lifted' ? 'The hold was lifted already.' : undefined,
      consequences: ['What it kept can be erased from then on, once somebody asks and another agrees.'],
    },
  };
}
