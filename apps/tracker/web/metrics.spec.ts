import type { ReadModels } from '@minutebook/kernel/read-models';
import { Metrics } from './metrics';

describe('the metrics of reminders', () => {
  it('count what the record says became of them, and begin at nothing', async () => {
    const readModels = { outage: undefined, reached: { recordNumber: 1 } } as ReadModels;
    const metrics = new Metrics(readModels, { counts: async () => ({ waiting: 0, ringing: 0, laidAside: 0 }) });

    metrics.countReminders([
      { type: 'ReminderAccepted' },
      { type: 'ReminderAccepted' },
      { type: 'ReminderFailed' },
      { type: 'ActionAdded' },
    ]);
    const { body } = await metrics.text();

    expect(body).toContain('minutebook_reminders_total{fate="accepted"} 2\n');
    expect(body).toContain('minutebook_reminders_total{fate="failed"} 1\n');
    expect(body).toContain('minutebook_reminders_total{fate="delivered"} 0\n');
  });
});
