import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ReminderPolicy } from '@minutebook/reminders';
import { playDays } from '../demonstration/play-days';
import type { OpenRecord } from '../record/record';

/** Begins to remind, in the process that does so. A demonstration whose clock is moved plays the days between. */
export async function beginReminders(app: NestFastifyApplication, { demonstration }: OpenRecord): Promise<void> {
  const policy = app.get(ReminderPolicy, { strict: false });
  demonstration?.playWith((to) => playDays(demonstration, to, policy));
  await policy.begin();
}
