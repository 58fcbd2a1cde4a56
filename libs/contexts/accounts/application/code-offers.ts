import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Refusal } from '@minutebook/kernel';
import {
  MAILER,
  MailRefused,
  MailUnavailable,
  PublicAddress,
  SYSTEM_CLOCK,
  type CommandOutcome,
  type CommandRequest,
  type Mailer,
  type SystemClock,
} from '@minutebook/kernel/recording';
import { newCode } from '../sign-in/codes';
import { RecordOnAccount } from './account.command-handler';

const HOUR = 60 * 60 * 1000;
/** An invitation may lie in a tray for a while; a code for a new password is used at once. In ms. */
const LASTING = { invite: 7 * 24 * HOUR, 'offer-reset': HOUR } as const;

/** A code that was made. */
export interface OfferedCode {
  readonly outcome: Extract<CommandOutcome, { done: unknown }>;
  /** To be shown once; none where it was mailed, or where the request is a repeat, for then it was shown before. */
  readonly code: string | undefined;
  /** Whether it went by mail. */
  readonly mailed: boolean;
  /** Why it did not, where it should have. */
  readonly mailFault: string | undefined;
  /** Epoch ms of the machine's clock. */
  readonly expiresAt: number;
}

/** Makes codes with which the holder of an account sets a password: of an invitation, or of a reset. */
@Injectable()
export class CodeOffers {
  constructor(
    private readonly commands: CommandBus,
    private readonly address: PublicAddress,
    @Inject(MAILER) private readonly mailer: Mailer,
    @Inject(SYSTEM_CLOCK) private readonly clock: SystemClock,
  ) {}

  /** Whether codes go by mail; else they are handed over. */
  get canMail(): boolean {
    return this.mailer.canSend;
  }

  /** @param email where the code is sent, if mail is sent at all; else it is answered, to be shown */
  async make(
    accountId: string,
    type: keyof typeof LASTING,
    request: CommandRequest,
    email?: string,
  ): Promise<OfferedCode | { readonly refused: Refusal }> {
    const { code, hash } = newCode();
    const expiresAt = this.clock.now() + LASTING[type];
    const offer = { codeHash: hash, expiresAt };
    const goesByMail = email !== undefined && this.canMail;
    const channel = goesByMail ? 'mail' : 'code';
    const input = type === 'invite' ? ({ type, channel, ...offer } as const) : ({ type, ...offer } as const);
    const outcome = await this.commands.execute<RecordOnAccount, CommandOutcome>(
      new RecordOnAccount(accountId, input, request),
    );
    if ('refused' in outcome) return outcome;
    if (!outcome.done.recorded)
      return { outcome, code: undefined, mailed: goesByMail, mailFault: undefined, expiresAt };
    const mailFault = goesByMail ? await this.mail(type, email, code, request.commandId) : undefined;
    const mailed = goesByMail && mailFault === undefined;
    return { outcome, code: mailed ? undefined : code, mailed, mailFault, expiresAt };
  }

  /** Sends a code; answers why it could not be sent. */
  private async mail(
    type: keyof typeof LASTING,
    to: string,
    code: string,
    commandId: string,
  ): Promise<string | undefined> {
    const { subject, lead, lasting } = WORDS[type];
    const text = [
      lead,
      `Open ${this.address.link('/set-password')} and enter this address (${to}), the code below, and a password of your own.`,
      `    ${code}`,
      `The code is good for ${lasting} and for one password. If you did not expect this mail, leave it be: without the code nothing happens.`,
    ].join('\n\n');
    try {
      await this.mailer.send({ key: `${type}-${commandId}`, to, subject, text });
      return undefined;
    } catch (error) {
      if (error instanceof MailRefused || error instanceof MailUnavailable) return error.message;
      throw error;
    }
  }
}

const WORDS = {
  invite: {
    subject: 'You have an account in Minutebook',
    lead: 'An account was opened for you in Minutebook, the minute book of your council’s change programme.',
    lasting: 'seven days',
  },
  'offer-reset': {
    subject: 'A new password for Minutebook',
    lead: 'A new password was asked for, for your account in Minutebook.',
    lasting: 'one hour',
  },
} as const;
