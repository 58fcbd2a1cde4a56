import { MailRefused, MailUnavailable } from '@minutebook/kernel/recording';
import { NoAnswer, NotifySaidNo } from './transport';

/** The limit of requests counts those of the last minute, rolling. */
export const RATE_WINDOW = 60_000;
const DAY = 86_400_000;

/**
 * Reads why a mail was not taken. Notify asks its callers to go by the kind of an error rather than by its words, which may
 * change; where one kind stands for several matters, its words choose between sentences, and the wary one is the rest.
 */
export function sendingFailure(error: unknown, now: number): MailRefused | MailUnavailable {
  if (!(error instanceof NotifySaidNo)) return noAnswer(error);
  if (error.status === 400) return refused(error);
  if (error.status >= 500)
    return new MailUnavailable(
      true,
      `GOV.UK Notify failed while it had the mail (${error.status}): it may have taken it`,
    );
  return notNow(error, now);
}

/** Reads why Notify could not be asked about a mail. `outcomeUnknown`: of the mail that is asked about. */
export function lookUpFailure(error: unknown, outcomeUnknown: boolean, now: number): MailUnavailable {
  if (error instanceof NotifySaidNo && error.status < 500) {
    const { message, notBefore } = notNow(error, now);
    return new MailUnavailable(outcomeUnknown, message, notBefore);
  }
  const how = error instanceof NotifySaidNo ? String(error.status) : codeOf(error);
  return new MailUnavailable(outcomeUnknown, `GOV.UK Notify cannot be asked what became of a mail (${how})`);
}

function noAnswer(error: unknown): MailUnavailable {
  if (error instanceof NoAnswer && error.handedOver)
    return new MailUnavailable(true, 'GOV.UK Notify was given the mail and did not answer: it may have taken it');
  return new MailUnavailable(false, `GOV.UK Notify cannot be reached (${codeOf(error)})`);
}

function codeOf(error: unknown): string {
  return error instanceof NoAnswer ? error.code : 'unknown';
}

function refused(error: NotifySaidNo): MailRefused | MailUnavailable {
  const said = error.errors();
  const says = (kind: RegExp, words: RegExp) => said.some((each) => kind.test(each.error) && words.test(each.message));
  if (says(/^InvalidEmailError$/, /^/) || says(/^ValidationError$/, /\bemail_address\b/))
    return new MailRefused('address', 'GOV.UK Notify does not take mail for this address (400)');
  if (says(/^ValidationError$/, /^/) || says(/^BadRequestError$/, /cannot be longer|is empty/i))
    return new MailRefused('mail', 'GOV.UK Notify does not take this mail (400)');
  // The address is not at fault: it would be taken with another key, or once the service is live.
  if (says(/^BadRequestError$/, /to this recipient/i))
    return new MailUnavailable(
      false,
      'GOV.UK Notify sends to our own team only: the service is in trial mode, or its API key is for the team only',
    );
  return new MailUnavailable(
    false,
    'GOV.UK Notify does not take mail with our template: look at NOTIFY_TEMPLATE_ID, and whether its subject and body are as the how-to says',
  );
}

function notNow(error: NotifySaidNo, now: number): MailUnavailable {
  const { status } = error;
  const said = error.errors();
  if (status === 429 && said.some((each) => each.error === 'TooManyRequestsError'))
    return new MailUnavailable(
      false,
      'GOV.UK Notify takes no more mail of ours today: the daily limit is reached',
      Math.floor(now / DAY) * DAY + DAY,
    );
  if (status === 429)
    return new MailUnavailable(false, 'GOV.UK Notify takes no more mail of ours in this minute', now + RATE_WINDOW);
  if (said.some(({ message }) => /clock/i.test(message)))
    return new MailUnavailable(false, 'GOV.UK Notify finds the clock of this machine wrong by more than 30 seconds');
  if (status === 401 || status === 403)
    return new MailUnavailable(false, `GOV.UK Notify does not accept our API key (${status}): look at NOTIFY_API_KEY`);
  return new MailUnavailable(false, `GOV.UK Notify answered what it never should (${status})`);
}
