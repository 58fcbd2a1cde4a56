import type { FormView, ShownAgain } from '@minutebook/web-kit';
import { bodyOf, FormErrors } from '@minutebook/web-kit';
import type { IdentifiedRequest } from '../application/identity';
import { accountPaths } from './account-paths';

/** What somebody may do with their own account. */
export const CHANGE = 'change-own-account';

export const OWN = [{ text: 'My account', href: accountPaths.own }];

/** What every form on somebody's own account has in common. */
export function ownView(step: string, title: string, submit: string): Omit<FormView, 'template' | 'context'> {
  const cancel = { text: 'Cancel', href: accountPaths.own };
  return { title, breadcrumbs: OWN, path: accountPaths.ownForm(step), submit, cancel };
}

/** Passwords are taken as they were typed: white space belongs to them. */
export function secretsOf(request: IdentifiedRequest): { readonly current: string; readonly password: string } {
  const sent = bodyOf(request);
  const text = (name: string): string => (typeof sent[name] === 'string' ? sent[name] : '');
  return { current: text('current'), password: text('password') };
}

export function again(message: string, field: string): ShownAgain {
  return { status: 422, errors: FormErrors.of(message, field) };
}
