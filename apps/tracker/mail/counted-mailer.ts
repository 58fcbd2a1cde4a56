import { MailRefused, MailUnavailable, type Mail, type Mailer } from '@minutebook/kernel/recording';

/** What became of a mail. */
export type MailFate = 'taken' | 'refused' | 'unavailable' | 'unknown';

/** Counts what becomes of mail: no log says it, so that an operator would not hear of a mail server that is away. */
export class CountedMailer implements Mailer {
  readonly canSend: boolean;

  constructor(
    private readonly mailer: Mailer,
    private readonly count: (fate: MailFate) => void,
  ) {
    this.canSend = mailer.canSend;
  }

  async send(mail: Mail): Promise<void> {
    try {
      await this.mailer.send(mail);
    } catch (error) {
      const fate = fateOf(error);
      if (fate) this.count(fate);
      throw error;
    }
    this.count('taken');
  }

  close(): Promise<void> {
    return this.mailer.close();
  }
}

/** Undefined for a fault of our own, which is no mail's fate. */
function fateOf(error: unknown): MailFate | undefined {
  if (error instanceof MailRefused) return 'refused';
  if (error instanceof MailUnavailable) return error.outcomeUnknown ? 'unknown' : 'unavailable';
  return undefined;
}
