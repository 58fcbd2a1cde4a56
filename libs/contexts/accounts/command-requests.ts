import type { Actor } from '@minutebook/kernel';
import { canonicalJson, newRandomId, NotJson, uuidV5, type CommandRequest } from '@minutebook/kernel/recording';
import { IDEMPOTENCY_FIELD, Problem } from '@minutebook/web-kit';
import { actorOf, type Account } from './account-rights';
import type { IdentifiedRequest } from './application/identity';
import type { Permission } from './permissions';

/** Namespaces of derived ids. Never changed. */
const COMMANDS = '0f4a3c52-7a51-5b0e-8c2d-6d0a3f9b1e01';
const RECORDS = '0f4a3c52-7a51-5b0e-8c2d-6d0a3f9b1e02';

/** What an API request says about its command: who, how often it may be repeated, on which revision it insists. */
export function apiRequest(
  request: IdentifiedRequest,
  permission: Permission,
  said: { readonly reason?: string; readonly effectiveOn?: string } = {},
): CommandRequest {
  const { account, actor } = permittedOf(request, permission);
  const key = keyOf(request.headers['idempotency-key']);
  return {
    commandId: key === undefined ? newRandomId() : commandIdOf(account, routeOf(request) + ownIdIn(request.body), key),
    actor,
    origin: 'user',
    via: 'api',
    body: key === undefined ? undefined : bodyText(request.body ?? null),
    expectedRevision: ifMatch(request.headers['if-match']),
    ...said,
  };
}

/** The same for a page's form: its hidden key makes sending it twice one command. */
export function pageRequest(
  request: IdentifiedRequest,
  permission: Permission,
  said: { readonly reason?: string } = {},
): CommandRequest {
  const { account, actor } = permittedOf(request, permission);
  const body = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const key = body[IDEMPOTENCY_FIELD];
  const known = typeof key === 'string' && /^[\w-]{8,64}$/.test(key);
  return {
    commandId: known ? commandIdOf(account, routeOf(request), key) : newRandomId(),
    actor,
    origin: 'user',
    via: 'page',
    ...said,
  };
}

/** The id of a record that a command makes: the client's own, or derived, so that a repeat makes the same record. */
export function newRecordId(commandId: string, own: string | undefined): string {
  return own ?? uuidV5(RECORDS, commandId);
}

/** Who sends a command, in the role that the request was let through with. */
function permittedOf(
  { identity }: IdentifiedRequest,
  permission: Permission,
): { readonly account: Account; readonly actor: Actor } {
  if (identity?.permitted?.permission !== permission)
    throw new Error(`The request was not let through to ${permission}`);
  return { account: identity.account, actor: actorOf(identity.account, identity.permitted.grant) };
}

function commandIdOf({ id }: Account, route: string, key: string): string {
  return uuidV5(COMMANDS, `${id}\n${route}\n${key}`);
}

function routeOf(request: IdentifiedRequest): string {
  return `${request.method} ${request.url.split('?')[0] ?? ''}`;
}

/**
 * A client that brings the id of a new record names the stream itself. The id belongs to the command then, so that one
 * key used for two ids does not give two events the same id.
 */
function ownIdIn(body: unknown): string {
  const id = (body as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' ? `/${id}` : '';
}

function bodyText(body: unknown): string {
  try {
    return canonicalJson(body);
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    throw new Problem(400, { title: `The body cannot be read: ${error.message}` });
  }
}

function keyOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(header))
    throw new Problem(400, { title: 'The Idempotency-Key must be 1 to 200 visible characters' });
  return header;
}

function ifMatch(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const revision = /^"?(\d{1,15})"?$/.exec(header.trim())?.[1];
  if (revision === undefined)
    throw new Problem(400, { title: 'If-Match must name the revision of the record, for example If-Match: "3"' });
  return Number(revision);
}
