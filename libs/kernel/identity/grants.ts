/**
 * Where a role holds: in the whole council, or bound to one governance group, plan, review, or lead role of an action
 * ("Heads of Service").
 */
export type Scope =
  { readonly kind: 'council' } | { readonly kind: 'group' | 'plan' | 'review' | 'lead'; readonly id: string };

export type ScopeKind = Scope['kind'];

/** What a record belongs to: a role that is bound to any of it holds for the record. */
export interface Belongings {
  readonly groups?: readonly string[];
  readonly plans?: readonly string[];
  readonly reviews?: readonly string[];
  readonly leads?: readonly string[];
}

const OF_KIND = { group: 'groups', plan: 'plans', review: 'reviews', lead: 'leads' } as const;

/** Whether a role with this scope holds for a record. A record that belongs to nothing is the whole council's. */
export function covers(scope: Scope, belongings: Belongings): boolean {
  return scope.kind === 'council' || (belongings[OF_KIND[scope.kind]] ?? []).includes(scope.id);
}

/** Whether two scopes are the same. */
export function sameScope(a: Scope, b: Scope): boolean {
  return a.kind === b.kind && idOf(a) === idOf(b);
}

function idOf(scope: Scope): string {
  return scope.kind === 'council' ? '' : scope.id;
}

/** From a day on, and to another day with it or without an end. ISO dates. */
export interface Period {
  readonly from: string;
  readonly to?: string;
}

/** Whether a period holds on a day. Both of its days belong to it. */
export function holdsOn({ from, to }: Period, day: string): boolean {
  return from <= day && (to === undefined || day <= to);
}

/** Whether two periods have a day in common. */
export function overlap(a: Period, b: Period): boolean {
  return (b.to === undefined || a.from <= b.to) && (a.to === undefined || b.from <= a.to);
}

/** A role that was taken back before its first day was never held. */
export function isVoid({ from, to }: Period): boolean {
  return to !== undefined && to < from;
}

/** Whether a role is held on a day, or will be. */
export function isHeldOrToCome(grant: Period, today: string): boolean {
  return !isVoid(grant) && (grant.to === undefined || grant.to >= today);
}

/** Whether a role is held on a day. */
export function isHeld(grant: Period, today: string): boolean {
  return !isVoid(grant) && holdsOn(grant, today);
}
