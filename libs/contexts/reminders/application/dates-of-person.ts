import { Inject, Injectable } from '@nestjs/common';
import type { LocalDate, StandingFact } from '@minutebook/kernel';
import { EVENT_LOG, type EventLog } from '@minutebook/kernel/recording';
import { RemindersOfDay } from './day-of-reminders';
import { KnownDueFacts } from './what-is-known';

/** Something that is due of a person on a day. */
export interface DateOfPerson {
  readonly stream: string;
  readonly on: LocalDate;
  readonly reference: string;
  readonly title: string;
  /** Path of its page. */
  readonly path: string;
  /** Revision of the event that made the record what it is for reminders, and when that was recorded, epoch ms. */
  readonly revision: number;
  readonly changedAt: number;
}

/** The due dates of open records that a person leads or monitors, the soonest first. */
@Injectable()
export class DatesOfPerson {
  constructor(
    private readonly facts: KnownDueFacts,
    private readonly ofDay: RemindersOfDay,
    @Inject(EVENT_LOG) private readonly log: Pick<EventLog, 'readStream'>,
  ) {}

  /** Throws `LogUnavailable`. */
  async of(account: string): Promise<readonly DateOfPerson[]> {
    const people = this.ofDay.peopleOf(this.ofDay.today);
    const dates: DateOfPerson[] = [];
    for (const fact of this.facts.concerning(people.concernsOf(account))) {
      const asked = (['lead', 'monitoring-lead'] as const).flatMap((step) => people.asked(fact, step).accounts);
      if (fact.due !== null && asked.includes(account)) dates.push(await this.dateOf(fact, fact.due));
    }
    return dates.sort((a, b) => (a.on === b.on ? a.reference.localeCompare(b.reference) : a.on < b.on ? -1 : 1));
  }

  private async dateOf({ stream, revision, reference, title, path }: StandingFact, on: LocalDate) {
    const [change] = await this.log.readStream(stream, revision);
    return { stream, on, reference, title, path, revision, changedAt: change?.metadata.recordedAt ?? 0 };
  }
}
