import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Account, HeldGrant } from '../account-rights';
import type { Permission } from '../permissions';
import type { Session } from '../sessions';
import type { RecordKind } from './record-scopes';

export const PERMISSION = 'minutebook:permission';
export const RECORD_OF = 'minutebook:record-of';
export const PUBLIC = 'minutebook:public';
export const FORM_WITH_FILE = 'minutebook:form-with-file';

/**
 * Which record a route is about, for roles that are bound to groups, plans or lead roles. `somewhere`: the route itself
 * names none yet (the page of a form), and what it leads to is asked again.
 */
export type RecordOf =
  'somewhere' | { readonly kind: RecordKind; readonly in: 'params' | 'body'; readonly name: string };

/** The record whose id stands in the address. */
export const ofParam = (kind: RecordKind, name = 'id'): RecordOf => ({ kind, in: 'params', name });

/** The record whose id stands in the body. */
export const ofBody = (kind: RecordKind, name: string): RecordOf => ({ kind, in: 'body', name });

/**
 * Which permission a route asks for, and for which record. A route with neither this nor `Public` is closed to
 * everybody; one that names no record is for roles of the whole council, unless the permission holds anywhere.
 */
export const Permit = (permission: Permission, record?: RecordOf) =>
  applyDecorators(SetMetadata(PERMISSION, permission), SetMetadata(RECORD_OF, record));

/** A route that needs no sign-in. */
export const Public = () => SetMetadata(PUBLIC, true);

/** A form with a file: its own controller reads the parts, and checks the token among them with `isOwnForm`. */
export const FormWithFile = () => SetMetadata(FORM_WITH_FILE, true);

/** Who sent a request: by cookie (pages) or by token (API). */
export interface Identity {
  readonly account: Account;
  /** Only of pages. */
  readonly session?: Session;
  /** What a request of the API may do beyond reading. */
  readonly mayWrite: boolean;
  /** The permission that this request was let through with, and the grant behind it. */
  permitted?: { readonly permission: Permission; readonly grant: HeldGrant };
}

export interface IdentifiedRequest extends FastifyRequest {
  identity?: Identity;
}

export type Reply = FastifyReply;

/** A request with who sent it and where its answer goes. */
export interface SignedInExchange {
  readonly request: IdentifiedRequest;
  readonly reply: Reply;
  readonly account: Account;
}

/** The account that a request was identified as; the guard has let only identified requests through. */
export const SignedInAs = createParamDecorator((_: unknown, context: ExecutionContext): Account => {
  const { identity } = context.switchToHttp().getRequest<IdentifiedRequest>();
  if (!identity) throw new Error('The route is public: nobody is signed in');
  return identity.account;
});
