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

  /** As of now. A pause is said by the page itself. */
  async now(): Promise<readonly string[]> {
    if (!this.mailer.canSend) return ['No mail leaves here: no mail server is set, so that nobody is reminded.'];
    const days = await this.coming.days();
    if (!days) return ['Reminders have not begun yet: nothing is due for a day before they begin.'];
    if (this.settings.paused(this.readModels.reached)) return ['While reminders are paused no mail leaves.'];
    const next = days.find(({ mails }) => mails.length > 0);
    if (!next) return [`If nothing changes, no mail goes in the next ${DAYS_AHEAD} days.`];
    const people = next.mails.length === 1 ? 'one person' : `${next.mails.length} people`;
    return [`The next mail goes on ${dateInWords(next.day)} at ${next.sendAt}, to ${people}, if nothing changes.`];
  }
}
