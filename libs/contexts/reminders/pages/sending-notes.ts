import { Inject, Injectable } from '@nestjs/common';
import { dateInWords } from '@minutebook/kernel';
import { MAILER, type Mailer } from '@minutebook/kernel/recording';
import { ComingReminders, DAYS_AHEAD } from '../application/coming-reminders';
import { ReminderSettingsQuery } from '../read-models/reminder-settings.query';
import { ReadModels } from '@minutebook/kernel/read-models';

/** Whether mail leaves, and when the next does: for whoever wonders why none has come. */
@Injectable()
export class SendingNotes {
  constructor(
    private readonly coming: ComingReminders,
    private readonly settings: ReminderSettingsQuery,
    private readonly readModels: ReadModels,
    @Inject(MAILER) private readonly mailer: Mailer,
  ) {}

  /**
   * As of now. A pause is said by the page itself. Finding the next mail looks at every open record: it is asked for where a
   * page has nothing else to say.
   */
  async now(asked: { readonly next: boolean }): Promise<readonly string[]> {
    if (!this.mailer.canSend) return ['No mail leaves here: no mail server is set, so that nobody is reminded.'];
    if (this.settings.paused(this.readModels.reached)) return ['While reminders are paused no mail leaves.'];
    if (!asked.next) return [];
    const next = await this.coming.next();
    if (next === undefined) return ['Reminders have not begun yet: nothing is due for a day before they begin.'];
    if (next === null) return [`If nothing changes, no mail goes in the next ${DAYS_AHEAD} days.`];
    const people = next.mails.length === 1 ? 'one person' : `${next.mails.length} people`;
    return [`The next mail goes on ${dateInWords(next.day)} at ${next.sendAt}, to ${people}, if nothing changes.`];
  }
}
