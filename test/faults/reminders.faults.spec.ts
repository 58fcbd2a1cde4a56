import { eventsRead } from './children.fixture';
import type { Council } from './council-life.fixture';
import { AROUND_CLOCK_CHANGES, PlayedCouncil } from './played-council.fixture';
import { Reckoning } from './reckoning.fixture';

/** `npm run test:faults` plays the year; else some weeks around each clock change. */
const IS_YEAR = process.env['FAULT_ROUNDS'] !== undefined;
const SEED = Number(process.env['FAULT_SEED'] ?? '2026');
const SMALL = { actions: 40, leads: 5, horizon: 40, busyness: 1 };
const COUNCILS: readonly Council[] = IS_YEAR
  ? [{ firstDay: '2026-01-05', lastDay: '2026-12-31', actions: 500, leads: 25, horizon: 300, busyness: 3 }]
  : [
      { ...SMALL, firstDay: '2026-03-09', lastDay: '2026-04-10' },
      { ...SMALL, firstDay: '2026-10-05', lastDay: '2026-11-06' },
    ];

describe.each(COUNCILS)(
  `reminders through faults, from $firstDay to $lastDay with $actions actions (FAULT_SEED=${SEED})`,
  (council) => {
    let played: PlayedCouncil;
    beforeAll(async () => {
      played = await PlayedCouncil.begin(council, SEED, IS_YEAR ? 600 : 150);
    });
    afterAll(() => played.end());

    it(
      'send every due key once, on its day',
      async () => {
        await played.play();

        const reckoning = new Reckoning(played.arrivals).follow(await eventsRead(`${played.dataDir}/log`));
        const { faults, counts } = reckoning.check();

        expect(faults.slice(0, 10)).toEqual([]);
        // Else nothing was proven.
        expect(counts.messages).toBeGreaterThan(council.actions);
        expect(played.kills).toBeGreaterThan(1);
        for (const [what, count] of Object.entries(counts)) expect([what, count > 0]).toEqual([what, true]);
        for (const day of AROUND_CLOCK_CHANGES.filter((each) => each >= council.firstDay && each <= council.lastDay))
          expect([day, reckoning.timesOf(day).filter((time) => time < '12:00')]).toEqual([day, ['08:00']]);
      },
      IS_YEAR ? 3_600_000 : 240_000,
    );
  },
);
