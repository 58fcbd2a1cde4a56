import { Inject, Injectable } from '@nestjs/common';
import { recordIdOf, type Actor, type StandingFact } from '@minutebook/kernel';
import {
  comparePositions,
  EVENT_LOG,
  PublicAddress,
  stateOf,
  SYSTEM_CLOCK,
  uuidV5,
  type CommandRequest,
  type EventLog,
  type LoggedEvent,
  type SystemClock,
} from '@minutebook/kernel/recording';
import { reminderDecider } from '../domain/reminder.decider';
import type { Occurrence } from '../domain/reminder.events';
import { isMessage, type ReminderMessage } from '../domain/reminder.state';
import { AnswerTokens, type ReadToken } from './answer-tokens';
import { AskedRecords } from './asked-records';
import { LinkHolders } from './link-holders';
import type { AnswerForm, AskedInMail } from './reminder-kinds';
import { reminderStream } from './reminder-streams';
import { preferencesStream } from './settings-streams';
import type { ShutLink } from './shut-link';
import { AnswerAddresses } from './what-is-known';

/** A link is good for seven days from when its mail is made, in ms. */
export const LINK_LIFETIME = 7 * 24 * 60 * 60_000;

/** Namespace of the ids of answers. Never changed. */
const ANSWERS = '5d0c9b7e-3a41-5e86-9d22-0b8f4c6e7a03';

/** A link that can be answered by: what it asks about, of whom, and what the answer will say of itself. */
export interface OpenLink {
  readonly fact: StandingFact;
  readonly recordId: string;
  readonly form: AnswerForm;
  readonly asked: AskedInMail;
  /** Whoever answers; `actingFor` where an absence is covered. */
  readonly actor: Actor;
  readonly request: CommandRequest;
}

export type LinkOutcome = { readonly open: OpenLink } | { readonly shut: ShutLink };

/** A message that a good token names, and which of its records. */
interface Asking {
  readonly key: string;
  readonly message: ReminderMessage;
  readonly claim: LoggedEvent;
  readonly occurrence: Occurrence;
  readonly fact: StandingFact;
  readonly form: AnswerForm;
}

/**
 * Links by which a record is answered for from a mail, without signing in. A link stands for one message, one record and the
 * person whom the message was sent to; whether it opens anything is asked of the log each time. Its time runs by the
 * machine's clock, roles by the record's.
 */
@Injectable()
export class AnswerLinks extends AnswerAddresses {
  constructor(
    private readonly tokens: AnswerTokens,
    private readonly holders: LinkHolders,
    private readonly asked: AskedRecords,
    private readonly address: PublicAddress,
    @Inject(EVENT_LOG) private readonly log: Pick<EventLog, 'readStream'>,
    @Inject(SYSTEM_CLOCK) private readonly clock: SystemClock,
  ) {
    super();
  }

  /** The link of a message for one of its records; undefined where such a record is not answered from a mail. */
  linkFor(key: string, fact: StandingFact): string | undefined {
    if (!this.asked.formOf(fact)) return undefined;
    const expires = this.clock.now() + LINK_LIFETIME;
    return this.address.link(`/answer/${this.tokens.tokenFor({ key, record: fact.stream, expires })}`);
  }

  /** Throws `LogUnavailable`. */
  async open(token: string): Promise<LinkOutcome> {
    const read = this.tokens.read(token);
    const asking = read && (await this.askingOf(read));
    if (!read || !asking) return { shut: { why: 'unknown' } };
    const shut = (await this.whyShut(read, asking)) ?? (await this.usedBy(asking));
    return shut ? { shut } : this.openTo(asking);
  }

  /** What a link that was used recorded; undefined for any other. */
  async answered(token: string): Promise<ShutLink | undefined> {
    const read = this.tokens.read(token);
    const asking = read && (await this.askingOf(read));
    if (!read || !asking || read.expires <= this.clock.now()) return undefined;
    return this.usedBy(asking);
  }

  private async askingOf(read: ReadToken): Promise<Asking | undefined> {
    const history = await this.log.readStream(reminderStream(read.key));
    const message = stateOf(reminderDecider, history);
    const [claim] = history;
    if (!claim || !isMessage(message)) return undefined;
    const occurrence = message.occurrences.find(({ record }) => read.isFor(record.stream));
    const found = occurrence && this.asked.of(occurrence.record.stream);
    return occurrence && found && { key: read.key, message, claim, occurrence, ...found };
  }

  private async whyShut(read: ReadToken, { message, claim }: Asking): Promise<ShutLink | undefined> {
    if (read.expires <= this.clock.now()) return { why: 'expired' };
    if (message.linksRevoked) return { why: 'revoked' };
    const revoked = (await this.log.readStream(preferencesStream(message.account))).findLast(
      ({ type }) => type === 'AnswerLinksRevoked',
    );
    return revoked && comparePositions(revoked.position, claim.position) > 0 ? { why: 'revoked' } : undefined;
  }

  private async usedBy({ key, fact, form }: Asking): Promise<ShutLink | undefined> {
    const commandId = commandIdOf(key, fact.stream);
    const answer = (await this.log.readStream(fact.stream)).find(({ metadata }) => metadata.commandId === commandId);
    if (!answer) return undefined;
    return { why: 'used', usedAt: answer.metadata.recordedAt, words: form.recorded(fact.reference) };
  }

  private async openTo({ key, message, claim, occurrence, fact, form }: Asking): Promise<LinkOutcome> {
    const recordId = recordIdOf(fact.stream);
    const holder = await this.holders.of(message.account, occurrence.person, form, recordId);
    if ('why' in holder) return { shut: holder };
    const asked = await form.ask(recordId);
    if (!asked) return { shut: { why: 'unknown' } };
    if (asked.over !== undefined) return { shut: { why: 'over', words: asked.over } };
    const { actor } = holder;
    const request: CommandRequest = {
      commandId: commandIdOf(key, fact.stream),
      ...{ actor, origin: 'user', via: 'link', causationId: claim.id },
    };
    return { open: { fact, recordId, form, asked, actor, request } };
  }
}

/** One answer for a message and a record, however often it is sent. */
function commandIdOf(key: string, stream: string): string {
  return uuidV5(ANSWERS, `${key} ${stream}`);
}
