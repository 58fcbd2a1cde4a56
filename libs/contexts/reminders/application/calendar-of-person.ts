import { Injectable } from '@nestjs/common';
import { AccountDirectory, AccountReader, roleFor } from '@minutebook/accounts';
import { LogUnavailable, PublicAddress } from '@minutebook/kernel/recording';
import { writeICalendar, type CalendarDate } from '@minutebook/web-kit';
import { DatesOfPerson, type DateOfPerson } from './dates-of-person';
import { CouncilInMail } from './mail-parts';

/** How often a programme should fetch a calendar: dates are not moved by the minute. */
const REFRESH_HOURS = 6;
/** Titles are typed by people and may be long: a calendar shows one line. In characters. */
const LONGEST_TITLE = 160;

/** What a calendar holds of what is due of a person: reference, title, date and link, and nothing else. */
@Injectable()
export class CalendarOfPerson {
  constructor(
    private readonly dates: DatesOfPerson,
    private readonly accounts: AccountReader,
    private readonly directory: AccountDirectory,
    private readonly council: CouncilInMail,
    private readonly address: PublicAddress,
  ) {}

  /** Undefined where the account is closed, or holds no role today in which it could read the same. Throws `LogUnavailable`. */
  async write(accountId: string): Promise<string | undefined> {
    const account = await this.accounts.identify(accountId, (id) => this.directory.nameOf(id));
    if (account?.unsure) throw new LogUnavailable(false, 'The log cannot be asked what an account may do');
    const dates = (await this.dates.of(accountId)).map((date) => this.entryOf(date));
    const text = writeICalendar({ name: `Due dates, ${this.council.current}`, dates, refreshHours: REFRESH_HOURS });
    return account && roleFor(account, 'read-programme') ? text : undefined;
  }

  private entryOf({ stream, on, reference, title, path, revision, changedAt }: DateOfPerson): CalendarDate {
    const characters = [...title];
    const short = characters.length > LONGEST_TITLE ? `${characters.slice(0, LONGEST_TITLE - 1).join('')}…` : title;
    return {
      uid: `${stream}@minutebook`,
      summary: `Due: ${reference} ${short}`,
      url: this.address.link(path),
      ...{ on, sequence: revision, changedAt },
    };
  }
}
