import { Inject, Injectable } from '@nestjs/common';
import { AccountDirectory, AccountReader, actorOf, grantFor, RecordScopes, type Account } from '@minutebook/accounts';
import { recordIdOf, type Actor, type StandingFact } from '@minutebook/kernel';
import {
  comparePositions,
  EVENT_LOG,
  LogUnavailable,
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
import { ReminderKinds, type AnswerForm, type AskedInMail } from './reminder-kinds';
import { reminderStream } from './reminder-streams';
import { preferencesStream } from './settings-streams';
import { AnswerAddresses, KnownDueFacts } from './what-is-known';

/** A link is good for seven days from when its mail is made, in ms. */
export const LINK_LIFETIME = 7 * 24 * 60 * 60_000;

/** Namespace of the ids of answers. Never changed. */
const ANSWERS = '5d0c9b7e-3a41-5e86-9d22-0b8f4c6e7a03';

/** Why a link opens nothing. */
export type ShutReason = 'unknown' | 'expired' | 'revoked' | 'used' | 'account-closed' | 'no-role' | 'over';

export interface ShutLink {
  readonly why: ShutReason;
  /** `used`: when its answer was recorded, epoch ms of the record's clock. */
  readonly usedAt?: number;
  /** `used`: what was said then. `over`: why it is over. */
  readonly words?: string;
}

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

/** The records that messages ask about, and how those are answered for. */
@Injectable()
export class AskedRecords {
  constructor(
    private readonly facts: KnownDueFacts,
    private readonly kinds: ReminderKinds,
  ) {}

  formOf({ kind }: Pick<StandingFact, 'kind'>): AnswerForm | undefined {
    return this.kinds.kind(kind)?.answer;
  }

  of(stream: string): { readonly fact: StandingFact; readonly form: AnswerForm } | undefined {
    const fact = this.facts.fact(stream);
    const form = fact && this.formOf(fact);
    return fact && form && { fact, form };
  }
}

/** Who answers by a link: whoever its message was sent to, in a role that is held today. */
@Injectable()
export class LinkHolders {
  constructor(
    private readonly accounts: AccountReader,
    private readonly directory: AccountDirectory,
    private readonly scopes: RecordScopes,
  ) {}

  /** @param person whom the message asks; another than the account where an absence is covered */
  async of(
    accountId: string,
    person: string,
    { permission, record }: AnswerForm,
    recordId: string,
  ): Promise<{ readonly actor: Actor } | ShutLink> {
    const account = await this.accounts.identify(accountId, (id) => this.directory.nameOf(id));
    if (!account) return { why: 'account-closed' };
    if (account.unsure) throw new LogUnavailable(false, 'The log cannot be asked what an account may do');
    const belongings = await this.scopes.belongingsOf(record, recordId);
    const grant = belongings && grantFor(inPlaceOf(account, person), permission, belongings);
    return grant ? { actor: actorOf(account, grant) } : { why: 'no-role' };
  }
}

/** Whoever covers an absence may hold the same role: the one of whoever was asked comes first. */
function inPlaceOf(account: Account, person: string): Account {
  const isAskedOne = ({ actingFor }: Account['grants'][number]): boolean => (actingFor ?? account.id) === person;
  return { ...account, grants: account.grants.toSorted((a, b) => Number(isAskedOne(b)) - Number(isAskedOne(a))) };
}
