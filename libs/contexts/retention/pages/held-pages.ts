import { Injectable } from '@nestjs/common';
import { AccountsQuery, classesOf, PersonDirectory, type Account, type GrantSummary } from '@minutebook/accounts';
import { TrailQuery, type TrailLine } from '@minutebook/audit-trail';
import type { PageMoment } from '@minutebook/web-kit';
import { HeldAbout, type Because, type HeldEvent } from '../application/held-about';
import type { AccessSubject } from '../domain/subject-access.events';

/** Everything that is held about somebody, as the file has it. */
export interface HeldFile {
  readonly subject: AccessSubject;
  readonly accounts: readonly string[];
  readonly person: string | null;
  /** Name and address, where the record knows them. */
  readonly name: string | null;
  readonly email: string | null;
  readonly upToRecord: number;
  readonly grants: readonly GrantSummary[];
  readonly events: readonly HeldLine[];
  /** Events about them of access classes that the exporter may not read: somebody else must add these. */
  readonly withheld: number;
}

export interface HeldLine {
  readonly recordNumber: number;
  readonly because: Because;
  readonly kind: string;
  readonly sentence: string;
  readonly recordedAt: string;
  readonly by: string;
  readonly reason: string | null;
  readonly stream: string;
  readonly revision: number;
  readonly data: unknown;
}

/** Puts together what is held about somebody, each event with the sentence of the audit trail. */
@Injectable()
export class HeldPages {
  constructor(
    private readonly about: HeldAbout,
    private readonly trail: TrailQuery,
    private readonly accounts: AccountsQuery,
    private readonly persons: PersonDirectory,
  ) {}

  async of(subject: AccessSubject, reader: Account, moment: PageMoment): Promise<HeldFile> {
    const classes = classesOf(reader);
    const { events, accounts, persons } = await this.about.of(subject, moment);
    const known = events.filter(({ recordNumber }) => recordNumber <= moment.recordNumber);
    const lines = known.flatMap((each) => {
      const line = this.trail.line(each.recordNumber, moment, classes);
      return line ? [heldLine(each, line)] : [];
    });
    const [person] = persons;
    return {
      subject,
      accounts,
      person: person ?? null,
      name: person === undefined ? null : (this.persons.nameOf(person) ?? null),
      email: person === undefined ? null : (this.persons.emailOf(person) ?? null),
      upToRecord: moment.recordNumber,
      grants: accounts.flatMap((id) => this.accounts.grants(moment, id)),
      events: lines,
      withheld: known.length - lines.length,
    };
  }
}

function heldLine({ recordNumber, because, event }: HeldEvent, line: TrailLine): HeldLine {
  return {
    recordNumber,
    because,
    kind: event.type,
    sentence: line.sentence,
    recordedAt: new Date(event.metadata.recordedAt).toISOString(),
    by: event.metadata.actor.account,
    reason: line.reason,
    stream: event.stream,
    revision: event.revision,
    data: event.data,
  };
}
