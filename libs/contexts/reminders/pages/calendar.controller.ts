import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public, sha256, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import { ICALENDAR_TYPE, Problem } from '@minutebook/web-kit';
import { CalendarOfPerson } from '../application/calendar-of-person';
import { WrongSecrets } from '../application/wrong-secrets';
import { ReminderSettingsQuery } from '../read-models/reminder-settings.query';

/** An address that opens nothing is answered after the work that one would have cost that does. */
const NOBODY = 'nobody';

/** The dates of whoever opened a calendar address, for the programme that fetches it: nobody signs in, and nothing is written. */
@ApiExcludeController()
@Controller('calendar')
export class CalendarController {
  constructor(
    private readonly settings: ReminderSettingsQuery,
    private readonly calendars: CalendarOfPerson,
    private readonly wrong: WrongSecrets,
  ) {}

  @Public()
  @Get(':secret.ics')
  async show(@Param('secret') secret: string, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    this.wrong.take(request.ip);
    const owner = this.settings.feedOwner(sha256(secret));
    const calendar = await this.calendars.write(owner ?? NOBODY);
    if (owner !== undefined) this.wrong.giveBack(request.ip);
    if (calendar === undefined)
      throw new Problem(404, { title: 'There is no calendar at this address, or it was closed' });
    const etag = `"${sha256(calendar).slice(0, 32)}"`;
    // A programme may keep what it fetched, but asks each time whether it still holds.
    void reply.header('Cache-Control', 'private, no-cache').header('ETag', etag);
    if (namesTag(request.headers['if-none-match'], etag)) void reply.status(304).send();
    else void reply.type(ICALENDAR_TYPE).send(calendar);
  }
}

/** Whether `If-None-Match` names a tag (RFC 9110, section 13.1.2: weak ones count too). */
function namesTag(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}
