import { Inject, Injectable } from '@nestjs/common';
import type { StandingFact } from '@minutebook/kernel';
import {
  CLOCK,
  EVENT_LOG,
  MAILER,
  MailRefused,
  MailUnavailable,
  newRandomId,
  stateOf,
  type Clock,
  type CommandOutcome,
  type EventLog,
  type Mailer,
} from '@minutebook/kernel/recording';
import type { DueItem } from '../domain/due-items';
import { reminderDecider, TRANSMISSION_LEASE } from '../domain/reminder.decider';
import type { ReminderCommand } from '../domain/reminder.commands';
import type { Occurrence } from '../domain/reminder.events';
import { isMessage, type ReminderMessage } from '../domain/reminder.state';
import { composeDigest } from './digest';
import { MailParts } from './mail-parts';
import { ReminderRecorder } from './reminder-recorder';
import { reminderStream } from './reminder-streams';
import { KnownDueFacts } from './what-is-known';

/**
 * What came of a transmission. `over`: it is settled, or another process is at it. `lost`: no answer came; whether it was taken
 * can be asked at this time, epoch ms of the record's clock. `unavailable`: the channel has not taken it now.
 */
export type SendingOutcome =
  | { readonly fate: 'accepted' | 'refused' | 'over' }
  | { readonly fate: 'lost'; readonly at: number }
  | { readonly fate: 'unavailable'; readonly why: string };

/** Transmits claimed messages: each step stands in the log before the next is taken. */
@Injectable()
export class ReminderSender {
  constructor(
    private readonly recorder: ReminderRecorder,
    private readonly mail: MailParts,
    private readonly facts: KnownDueFacts,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(MAILER) private readonly mailer: Mailer,
  ) {}

  /** Whether mail leaves here at all. */
  get canSend(): boolean {
    return this.mailer.canSend;
  }

  /** A message as its stream tells; undefined where none was claimed. */
  async message(key: string): Promise<ReminderMessage | undefined> {
    const state = stateOf(reminderDecider, await this.log.readStream(reminderStream(key)));
    return isMessage(state) ? state : undefined;
  }

  /** Whether the day's mail to this person is settled one way or another: claimed, or held back. */
  async isBegun(key: string): Promise<boolean> {
    return stateOf(reminderDecider, await this.log.readStream(reminderStream(key))).status !== 'not-claimed';
  }

  record(key: string, part: string, command: ReminderCommand): Promise<CommandOutcome> {
    return this.recorder.record(key, part, command);
  }

  /** Asks the channel what became of a message that it took; whether it is to be asked again. */
  async askForDelivery(key: string): Promise<boolean> {
    const delivery = await this.mailer.deliveryOf(reminderStream(key));
    if (delivery?.state === 'delivered') await this.record(key, 'deliver', { type: 'deliver', at: delivery.at });
    if (delivery?.state === 'failed')
      await this.record(key, 'miss', { type: 'miss', at: delivery.at, why: delivery.why });
    return delivery?.state === 'under-way';
  }

  get tellsDelivery(): boolean {
    return this.mailer.tellsDelivery;
  }

  /** Hands a claimed message over, once; what was lost on the way is handed over again under the same name. */
  async transmit(key: string): Promise<SendingOutcome> {
    const message = await this.message(key);
    if (!message || !['claimed', 'sent', 'failed'].includes(message.status)) return { fate: 'over' };
    const now = this.clock.now();
    if (message.status === 'sent' && now < message.sentAt + TRANSMISSION_LEASE)
      return { fate: 'lost', at: message.sentAt + TRANSMISSION_LEASE };
    const to = this.mail.addresses.addressOf(message.account);
    const attempt = message.attempt + 1;
    if (to === undefined && !message.uncertain && message.status !== 'sent') {
      await this.record(key, 'no address', { type: 'fail', attempt: message.attempt, why: 'no-address', final: true });
      return { fate: 'refused' };
    }
    // What was perhaps taken and has no address any more: there is nobody to send it to again.
    if (to === undefined) return { fate: 'over' };
    // Named anew each time: the log answers a second worker's append of the same ids as it did the first's, and both would send.
    const begun = await this.record(key, `send ${attempt} ${newRandomId()}`, { type: 'send', now });
    // Another process is at it, or has been.
    if ('refused' in begun || !begun.done.recorded) return { fate: 'over' };
    return this.handOver(key, to, attempt, message);
  }

  private async handOver(key: string, to: string, attempt: number, message: ReminderMessage): Promise<SendingOutcome> {
    const mail = { key: reminderStream(key), to, ...this.compose(key, message) };
    const mayHaveBeenTaken = message.status === 'sent' || message.uncertain;
    try {
      const { transmitted } = await this.mailer.send(mail, mayHaveBeenTaken ? { mayHaveBeenTaken } : undefined);
      await this.record(key, `accept ${attempt}`, { type: 'accept', attempt, transmitted });
      return { fate: 'accepted' };
    } catch (error) {
      if (error instanceof MailRefused) {
        await this.record(key, `fail ${attempt}`, { type: 'fail', attempt, why: error.what, final: true });
        return { fate: 'refused' };
      }
      if (!(error instanceof MailUnavailable)) throw error;
      // Nobody knows what became of it: nothing more is recorded, and it is sent again when no answer can come any more.
      if (error.outcomeUnknown) return { fate: 'lost', at: this.clock.now() + TRANSMISSION_LEASE };
      await this.record(key, `fail ${attempt}`, { type: 'fail', attempt, why: 'unavailable', final: false });
      return { fate: 'unavailable', why: error.message };
    }
  }

  private compose(key: string, { occurrences, account, day, heldBackSince }: ReminderMessage) {
    return composeDigest(this.itemsOf(occurrences), {
      council: this.mail.council.current,
      today: day,
      account,
      heldBackSince,
      nameOf: (id) => this.mail.directory.nameOf(id),
      pageLink: (path) => this.mail.address.link(path),
      answerLink: (fact) => this.mail.answers.linkFor(key, fact),
    });
  }

  /** What was claimed, as it reads now. */
  private itemsOf(occurrences: readonly Occurrence[]): readonly DueItem[] {
    return occurrences.flatMap(({ record, rule, on, person }) => {
      const fact: StandingFact | undefined = this.facts.fact(record.stream);
      return fact ? [{ fact, occurrence: { rule, on, step: stepOf(rule) }, person }] : [];
    });
  }
}

function stepOf(rule: Occurrence['rule']): DueItem['occurrence']['step'] {
  switch (rule) {
    case 'to-group':
      return 'group';
    case 'to-monitoring-lead':
    case 'to-confirm':
      return 'monitoring-lead';
    default:
      return 'lead';
  }
}
