import type { Council } from '../faults/council-life.fixture';
import { AROUND_CLOCK_CHANGES } from '../faults/played-council.fixture';
import { CouncilInRedis } from './council-in-redis.fixture';

/** `npm run test:faults` plays weeks around both clock changes; else days around the change to winter time. */
const IS_LONG = process.env['FAULT_ROUNDS'] !== undefined;
const SEED = Number(process.env['FAULT_SEED'] ?? '2026');
const SMALL = { actions: 30, leads: 5, horizon: 25, busyness: 1, perWeek: 5 };
const COUNCILS: readonly Council[] = IS_LONG
  ? [
      { ...SMALL, firstDay: '2026-03-09', lastDay: '2026-04-10' },
      { ...SMALL, firstDay: '2026-10-05', lastDay: '2026-11-06' },
    ]
  : [{ ...SMALL, firstDay: '2026-10-16', lastDay: '2026-10-29' }];

describe.each(COUNCILS)(
  `reminders through faults with their alarms in a Redis, from $firstDay to $lastDay (FAULT_SEED=${SEED})`,
  (council) => {
    let played: CouncilInRedis;
    beforeAll(async () => {
      played = await CouncilInRedis.begin(council, SEED);
    });
    afterAll(() => played.end());

    it(
      'send every due key once, on its day',
      async () => {
        await played.play();

        const { faults, counts } = played.reckoning.check();

        expect(faults.slice(0, 10)).toEqual([]);
        // Else nothing was proven.
        expect([played.kills > 1, played.flushes > 0]).toEqual([true, true]);
        expect(counts.messages).toBeGreaterThan(council.actions);
        for (const what of ['refused', 'secondTransmissions', 'rules'] as const)
          expect([what, counts[what] > 0]).toEqual([what, true]);
        for (const day of AROUND_CLOCK_CHANGES.filter((each) => each >= council.firstDay && each <= council.lastDay))
          expect([day, played.reckoning.timesOf(day).filter((time) => time < '12:00')]).toEqual([day, ['08:00']]);
      },
      IS_LONG ? 1_800_000 : 240_000,
    );
  },
);
