import type { Refusal } from '@minutebook/kernel';

/** Why a sign-in with the provider came to nothing. */
export type OpenIdRule =
  | 'openid-out-of-reach'
  | 'openid-not-set-up'
  | 'openid-not-begun-here'
  | 'openid-used-already'
  | 'openid-cancelled'
  | 'openid-not-trusted'
  | 'openid-claims-withheld';

export type OpenIdRefusal = Refusal<OpenIdRule>;

/** What the page says. `provider` is what the council calls its provider. */
export const OPENID_REFUSALS: Readonly<Record<OpenIdRule, (provider: string) => string>> = {
  'openid-out-of-reach': (provider) =>
    `Nobody can sign in with ${provider} at the moment: it does not answer. Try again in a little while.`,
  'openid-not-set-up': (provider) =>
    `Minutebook and ${provider} are not set up to work together as they should be. Tell whoever runs Minutebook for your council; their log says what to look at.`,
  'openid-not-begun-here': () =>
    'This sign-in was not begun in this browser, or was begun more than ten minutes ago, or another one has been begun since. Begin again.',
  'openid-used-already': () =>
    'This sign-in was used already, or took too long to come back. Each can be used only once. Begin again.',
  'openid-cancelled': (provider) =>
    `The sign-in was cancelled, or ${provider} does not let you use Minutebook. Nobody was signed in.`,
  'openid-not-trusted': (provider) =>
    `What came back from ${provider} could not be shown to be genuine, so it was not used. Begin again; if it happens again, tell whoever runs Minutebook for your council.`,
  'openid-claims-withheld': (provider) =>
    `You are in more groups than ${provider} tells Minutebook of, so that it cannot know your roles. Ask whoever runs Minutebook for your council to have it told of Minutebook’s own groups only.`,
};

export function openIdRefusal(rule: OpenIdRule, provider: string): OpenIdRefusal {
  return { rule, message: OPENID_REFUSALS[rule](provider) };
}
