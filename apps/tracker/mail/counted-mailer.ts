import {
  MailRefused,
  MailUnavailable,
  type Delivery,
  type Mail,
  type Mailer,
  type SecondTransmission,
  type Sent,
} from '@minutebook/kernel/recording';

/** What became of a mail. */
export type MailFate = 'taken' | 'refused' | 'unavailable' | 'unknown';

/** Counts what becomes of mail: no log says it, so that an operator would not hear of a mail server that is away. */
export class CountedMailer implements Mailer {
  readonly canSend: boolean;
  readonly tellsDelivery: boolean;

  constructor(
    private readonly mailer: Mailer,
    private readonly count: (fate: MailFate) => void,
  ) {
    this.canSend = mailer.canSend;
    this.tellsDelivery = mailer.tellsDelivery;
  }

  /** A mail that was not transmitted, because its channel has it, is no second one. */
  async send(mail: Mail, again?: SecondTransmission): Promise<Sent> {
    try {
      const sent = await this.mailer.send(mail, again);
      if (sent.transmitted) this.count('taken');
      return sent;
    } catch (error) {
      const fate = fateOf(error);
      if (fate) this.count(fate);
      throw error;
    }
  }

  deliveryOf(key: string): Promise<Delivery | undefined> {
    return this.mailer.deliveryOf(key);
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
