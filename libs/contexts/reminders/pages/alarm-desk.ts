import { Injectable } from '@nestjs/common';
import { AccountDirectory } from '@minutebook/accounts';
import { dateInWords } from '@minutebook/kernel';
import { QueueUnavailable } from '@minutebook/kernel/recording';
import { readAlarm } from '../application/alarm-keys';
import { AlarmsLaidAside } from '../application/alarms-laid-aside';
import { DueFactsQuery } from '../read-models/due-facts.query';
import { RemindersQuery } from '../read-models/reminders.query';

/** An alarm that was laid aside, in words. */
export interface AlarmLaidAside {
  readonly key: string;
  readonly what: string;
  /** Epoch ms. */
  readonly since: number;
  readonly tries: number;
  readonly reason: string;
}

/** How the alarms stand, or why that cannot be said. */
export type AlarmsNow =
  | { readonly away: string }
  | {
      readonly waiting: number;
      readonly ringing: number;
      readonly laidAside: number;
      /** The latest of those laid aside. */
      readonly shown: readonly AlarmLaidAside[];
    };

/** Alarms that the page shows. */
const SHOWN = 50;

/** What those who run the service see of the alarms of reminders, and do about them. */
@Injectable()
export class AlarmDesk {
  constructor(
    private readonly reminders: RemindersQuery,
    private readonly facts: DueFactsQuery,
    private readonly directory: AccountDirectory,
    private readonly alarms: AlarmsLaidAside,
  ) {}

  async now(): Promise<AlarmsNow> {
    try {
      const [counts, laidAside] = await Promise.all([this.alarms.counts(), this.alarms.latest(SHOWN)]);
      const shown = laidAside.map(({ key, since, tries, reason }) => ({
        ...{ key, since, tries, reason },
        what: this.inWords(key),
      }));
      return { ...counts, shown };
    } catch (error) {
      if (!(error instanceof QueueUnavailable)) throw error;
      return {
        away: 'The alarms cannot be reached at the moment, so no reminder leaves. Nothing is lost: what is due stands in the record, and is planned again once they are back.',
      };
    }
  }

  /** Lets one ring again, or all that were laid aside; answers with what was done, as a sentence. */
  async retry(wanted: string): Promise<string> {
    try {
      const count = await this.alarms.ringAgain(wanted === 'all' ? wanted : [wanted]);
      if (count === 0) return 'It is not laid aside any more: nothing was changed.';
      return count === 1 ? 'One alarm rings again now.' : `${count.toLocaleString('en-GB')} alarms ring again now.`;
    } catch (error) {
      if (!(error instanceof QueueUnavailable)) throw error;
      return 'The alarms cannot be reached at the moment: nothing was changed. Try again in a little while.';
    }
  }

  private inWords(key: string): string {
    const meaning = readAlarm(key);
    switch (meaning?.what) {
      case 'digest':
        return `Mail to ${this.directory.nameOf(meaning.account)} of ${dateInWords(meaning.day)}`;
      case 'again':
        return `${this.mailInWords(meaning.message)}, once more`;
      case 'delivery':
        return `What became of it: ${this.mailInWords(meaning.message)}`;
      case 'escalate': {
        const fact = this.facts.fact(meaning.stream);
        return `To the governance group: ${fact ? `${fact.label} ${fact.reference}, ${fact.title}` : 'a record'}`;
      }
      case 'sweep':
        return `Planning of ${dateInWords(meaning.day)}`;
      case undefined:
        return `An alarm of another version of Minutebook (${key})`;
    }
  }

  private mailInWords(key: string): string {
    const message = this.reminders.message(key);
    if (!message) return 'A mail that the pages do not show yet';
    return `Mail to ${this.directory.nameOf(message.account)} of ${dateInWords(message.day)}`;
  }
}
