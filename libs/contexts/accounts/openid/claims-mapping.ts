import { isId, isLocalDate, ROLES, type LocalDate, type Role, type Scope } from '@minutebook/kernel';
import { ROLE_SCOPES } from '../domain/roles';
import type { ClaimedRole } from './external-accounts';

/** What a provider says of somebody: the claims of the ID token and of UserInfo. */
export type Claims = Readonly<Record<string, unknown>>;

/** One line of the mapping: whoever's claim has the value holds the role, from and to a day if these are set, both inclusive. */
export interface MappedRole extends ClaimedRole {
  /** The claim's name, or the names that lead to it: some providers nest their roles. */
  readonly claim: readonly string[];
  readonly value: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

export type ClaimsMapping = readonly MappedRole[];

const SCOPE_KINDS = ['council', 'group', 'plan', 'review', 'lead'] as const satisfies readonly Scope['kind'][];

/** How an entry calls its parts. */
const ENTRY_KEYS = ['claim', 'value', 'role', 'scope', 'from', 'to'];

/** Reads the file that maps claims to roles. Each fault is a sentence for whoever wrote the file. */
export function readClaimsMapping(
  text: string,
): { readonly mapping: ClaimsMapping } | { readonly faults: readonly string[] } {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return { faults: [`It is no JSON: ${(error as Error).message}`] };
  }
  if (!isRecord(content) || !Array.isArray(content['grants']) || Object.keys(content).length > 1)
    return { faults: ['It must be { "grants": [ … ] }, with one entry for each role that a claim gives'] };
  const entries: readonly unknown[] = content['grants'];
  const faults = entries.flatMap((entry, index) =>
    faultsOf(entry).map((fault) => `Entry ${index + 1} of "grants": ${fault}`),
  );
  return faults.length > 0 ? { faults } : { mapping: entries.map((entry) => mappedRole(entry as WrittenEntry)) };
}

/** An entry in which nothing is wrong. */
interface WrittenEntry {
  readonly claim: string | readonly string[];
  readonly value: string;
  readonly role: Role;
  readonly scope: Scope;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

function mappedRole({ claim, value, role, scope, from, to }: WrittenEntry): MappedRole {
  return { claim: [claim].flat(), value, role, scope, ...(from && { from }), ...(to && { to }) };
}

function faultsOf(entry: unknown): readonly string[] {
  if (!isRecord(entry)) return ['it must be { "claim": …, "value": …, "role": …, "scope": … }'];
  const { claim, value, role, scope, from, to } = entry;
  const unknown = Object.keys(entry).filter((key) => !ENTRY_KEYS.includes(key));
  const dated: readonly (readonly [string, unknown])[] = [
    ['from', from],
    ['to', to],
  ];
  return [
    ...unknown.map((key) => `"${key}" means nothing here. An entry has ${ENTRY_KEYS.join(', ')}`),
    ...(isText(claim) || (Array.isArray(claim) && claim.length > 0 && claim.every(isText))
      ? []
      : ['"claim" must be the name of a claim, such as "groups", or a list of the names that lead to it']),
    ...(isText(value) ? [] : ['"value" must be the text that the claim holds, in quotation marks']),
    ...(isOneOf(ROLES, role) ? [] : [`${written(role)} is no role. Roles are ${ROLES.join(', ')}`]),
    ...faultsOfScope(scope, role),
    ...dated
      .filter(([, date]) => date !== undefined && !isLocalDate(date))
      .map(([key, date]) => `"${key}" must be a date such as "2026-04-01", not ${written(date)}`),
    ...(isLocalDate(from) && isLocalDate(to) && to < from ? [`it ends on ${to}, before it begins on ${from}`] : []),
  ];
}

function faultsOfScope(scope: unknown, role: unknown): readonly string[] {
  if (!isRecord(scope))
    return ['"scope" must be { "kind": "council" }, or name a record: { "kind": "group", "id": "GG-WSG" }'];
  const { kind, id, ...rest } = scope;
  const [other] = Object.keys(rest);
  if (other !== undefined) return [`"${other}" means nothing in "scope". It has kind and id`];
  if (!isOneOf(SCOPE_KINDS, kind)) return [`${written(kind)} is no kind of scope. Kinds are ${SCOPE_KINDS.join(', ')}`];
  if (isOneOf(ROLES, role) && !ROLE_SCOPES[role].includes(kind))
    return [`the role ${role} cannot be bound to a ${kind}. It can be bound to ${ROLE_SCOPES[role].join(', ')}`];
  if (kind === 'council') return id === undefined ? [] : ['"scope" is the whole council, so that it has no id'];
  return isId(id) ? [] : [`"scope" must name its ${kind} by "id", as in the address of its page, not ${written(id)}`];
}

/**
 * The roles that the claims give on a day, each once. `withheld` names a claim that the mapping asks and the provider keeps
 * elsewhere (OpenID Connect Core 5.6.2; Entra ID, whose tokens hold at most 200 groups): then nobody knows the roles.
 */
export function grantsFrom(
  mapping: ClaimsMapping,
  claims: Claims,
  today: LocalDate,
): { readonly grants: readonly ClaimedRole[] } | { readonly withheld: string } {
  const withheld = mapping.map(({ claim }) => claim[0] ?? '').find((name) => isWithheld(claims, name));
  if (withheld !== undefined) return { withheld };
  const grants = mapping
    .filter(({ from, to }) => (from === undefined || from <= today) && (to === undefined || today <= to))
    .filter(({ claim, value }) => valuesOf(claims, claim).includes(value))
    .map(({ role, scope }): ClaimedRole => ({ role, scope }));
  return { grants: [...new Map(grants.map((grant) => [keyOf(grant), grant])).values()] };
}

/** The first names of the claims that a mapping asks: where one is absent, it may stand in UserInfo. */
export function claimsAsked(mapping: ClaimsMapping): readonly string[] {
  return [...new Set(mapping.flatMap(({ claim }) => claim.slice(0, 1)))];
}

function isWithheld(claims: Claims, name: string): boolean {
  const elsewhere = own(claims, '_claim_names');
  if (isRecord(elsewhere) && own(elsewhere, name) !== undefined) return true;
  return name === 'groups' && String(own(claims, 'hasgroups')) === 'true';
}

/** The values of a claim as texts: many, one, or none. */
function valuesOf(claims: Claims, [name = '', ...rest]: readonly string[]): readonly string[] {
  const found = own(claims, name);
  if (rest.length > 0) return isRecord(found) ? valuesOf(found, rest) : [];
  return [found].flat().filter(isPlain).map(String);
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function keyOf({ role, scope }: ClaimedRole): string {
  return JSON.stringify([role, scope.kind, scope.kind === 'council' ? '' : scope.id]);
}

function own(claims: Claims, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}

function isRecord(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isOneOf<T extends string>(words: readonly T[], value: unknown): value is T {
  return words.some((word) => word === value);
}

function written(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
