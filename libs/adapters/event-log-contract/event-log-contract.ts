import type { EventLog } from '@minutebook/kernel/recording';
import { appendingCases } from './appending-cases';
import { fidelityCases } from './fidelity-cases';
import { followingCases } from './following-cases';
import type { Current, LogUnderTest, MakeLog } from './given';
import { outcomeCases } from './outcome-cases';
import { readingCases } from './reading-cases';

/** Runs every case of the contract against one adapter. `makeLog` is called for each case. */
export function eventLogContract(name: string, makeLog: MakeLog): void {
  describe(`${name} keeps the event log contract`, () => {
    let underTest: LogUnderTest | undefined;
    let log: EventLog;
    const current: Current = {
      get log() {
        return log;
      },
      async reopen() {
        if (underTest === undefined) throw new Error('No log was made');
        return (log = await underTest.reopen());
      },
    };

    beforeEach(async () => {
      underTest = await makeLog();
      log = underTest.log;
    });
    afterEach(async () => {
      await underTest?.dispose();
      underTest = undefined;
    });

    appendingCases(current);
    outcomeCases(current);
    readingCases(current);
    followingCases(current);
    fidelityCases(current);
  });
}
