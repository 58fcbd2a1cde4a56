import type { OpenIdProvider } from './openid-provider';

/** How readers may sign in here: with accounts of Minutebook's own, with a provider, or with either. */
export class WaysToSignIn {
  constructor(
    readonly local: boolean,
    readonly openId: OpenIdProvider | undefined,
  ) {}
}
