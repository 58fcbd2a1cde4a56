import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Account } from '../account';
import type { Permission } from '../permissions';
import type { Session } from '../sessions';

export const PERMISSION = 'minutebook:permission';
export const PUBLIC = 'minutebook:public';
export const FORM_WITH_FILE = 'minutebook:form-with-file';

/** Which permission a route asks for. A route with neither this nor `Public` is closed to everybody. */
export const Permit = (permission: Permission) => SetMetadata(PERMISSION, permission);

/** A route that needs no sign-in. */
export const Public = () => SetMetadata(PUBLIC, true);

/** A form with a file: its own controller reads the parts, and checks the token among them with `isOwnForm`. */
export const FormWithFile = () => SetMetadata(FORM_WITH_FILE, true);

/** Who sent a request: by cookie (pages) or by token (API). */
export interface Identity {
  readonly account: Account;
  /** Only of pages. */
  readonly session?: Session;
}

export interface IdentifiedRequest extends FastifyRequest {
  identity?: Identity;
}

export type Reply = FastifyReply;

/** The account that a request was identified as; the guard has let only identified requests through. */
export const SignedInAs = createParamDecorator((_: unknown, context: ExecutionContext): Account => {
  const { identity } = context.switchToHttp().getRequest<IdentifiedRequest>();
  if (!identity) throw new Error('The route is public: nobody is signed in');
  return identity.account;
});
