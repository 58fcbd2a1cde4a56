import type { LoggedEvent, Position } from '@minutebook/kernel/recording';
import { aMoment, allEvents, anEvent, aStream, followUntil, idsOf, someEvents, type Current } from './given';

/** Cases 7 and 8: resuming anywhere, and followers that are slow, fail or stop. */
export function followingCases(current: Current): void {
  describe('7 · resuming', () => {
    it('reads exactly the rest after each position', async () => {
      const all = await fill(12);

      for (const [index, event] of all.entries()) {
        expect(await allEvents(current.log, event.position)).toEqual(all.slice(index + 1));
      }
    });

    it('follows exactly the rest after each position, also after a restart', async () => {
      const all = await fill(8);
      await current.reopen();

      for (const [index, event] of all.slice(0, -1).entries()) {
        const rest = all.slice(index + 1);
        expect(await followUntil(current.log, rest.length, event.position, 3)).toEqual(rest);
      }
    });

    it('misses and repeats nothing where it changes from the past to the present, under load', async () => {
      await fill(40);
      let writing = true;
      const writers = Promise.all(
        Array.from({ length: 4 }, async () => {
          const stream = aStream();
          for (let revision = -1; revision < 39; revision++) {
            await current.log.append(stream, revision < 0 ? 'no-stream' : revision, [anEvent()]);
          }
        }),
      ).then(() => (writing = false));

      let position: Position | undefined;
      const seen: LoggedEvent[] = [];
      while (writing || seen.length < 200) {
        const some = await followUntil(current.log, Math.min(17, 200 - seen.length), position, 5);
        seen.push(...some);
        position = some.at(-1)?.position;
        if (seen.length >= 200) break;
      }
      await writers;

      expect(seen).toEqual(await allEvents(current.log));
    });

    it('lets a follower pick a few events out of many, and resume from the last one that it kept', async () => {
      const all = await fill(60);
      const kept = all.filter((_, index) => index % 20 === 19);

      const resumedAfter = kept[0]?.position;
      const rest = (await followUntil(current.log, 40, resumedAfter)).filter((event) =>
        kept.some(({ id }) => id === event.id),
      );

      expect(idsOf(rest)).toEqual(idsOf(kept.slice(1)));
    });

    it('tells several followers everything, each in order', async () => {
      const past = await fill(5);
      const followers = [followUntil(current.log, 15), followUntil(current.log, 10, past[4]?.position)];

      await fill(10);

      const [all, fresh] = await Promise.all(followers);
      expect(all).toEqual(await allEvents(current.log));
      expect(fresh).toEqual(all?.slice(5));
    });

    it('refuses a position that lies after the end', async () => {
      const [, second] = await fill(2);
      const parts = (second as LoggedEvent).position.split('/');
      const position = parts.map((part) => String(BigInt(part) + 1_000_000n)).join('/');

      await expect(allEvents(current.log, position)).rejects.toThrow(position);
      await expect(current.log.followAll({ after: position }, () => undefined).ended).rejects.toThrow(position);
    });
  });

  describe('8 · followers that are slow, fail or stop', () => {
    it('gives a slow follower one page at a time, and loses nothing', async () => {
      const seen: LoggedEvent[] = [];
      let inHand = 0;
      let mostInHand = 0;
      let largestPage = 0;
      const finished = new Promise<void>((resolve) => {
        current.log.followAll({ pageSize: 20 }, async (page) => {
          inHand += 1;
          mostInHand = Math.max(mostInHand, inHand);
          largestPage = Math.max(largestPage, page.length);
          await aMoment(2);
          seen.push(...page);
          inHand -= 1;
          if (seen.length === 300) resolve();
        });
      });

      await Promise.all(Array.from({ length: 30 }, () => current.log.append(aStream(), 'no-stream', someEvents(10))));
      await finished;

      expect(mostInHand).toBe(1);
      expect(largestPage).toBeLessThanOrEqual(20);
      expect(seen).toEqual(await allEvents(current.log));
    });

    it('releases what an abandoned read holds', async () => {
      await fill(30);
      for (let read = 0; read < 50; read++) {
        for await (const page of current.log.readAll({ pageSize: 1 })) {
          expect(page).toHaveLength(1);
          break;
        }
      }

      expect(await current.log.append(aStream(), 'no-stream', someEvents(1))).toMatchObject({ lastRevision: 0 });
      expect(await allEvents(current.log)).toHaveLength(31);
    });

    it('ends with the error of a handler that fails, and calls it no more', async () => {
      await fill(3);
      let calls = 0;
      const subscription = current.log.followAll({ pageSize: 1 }, () => {
        calls += 1;
        if (calls === 2) throw new Error('the second page cannot be applied');
      });

      await expect(subscription.ended).rejects.toThrow('the second page cannot be applied');
      await fill(1);
      await aMoment();

      expect(calls).toBe(2);
    });

    it('ends with the error of a handler whose promise fails', async () => {
      await fill(1);

      const subscription = current.log.followAll({}, () => Promise.reject(new Error('no room for the rows')));

      await expect(subscription.ended).rejects.toThrow('no room for the rows');
    });

    it('does not let a follower that fails disturb the others', async () => {
      const failing = current.log.followAll({}, () => Promise.reject(new Error('broken')));
      const healthy = followUntil(current.log, 2);

      await fill(2);

      await expect(failing.ended).rejects.toThrow('broken');
      expect(await healthy).toHaveLength(2);
    });

    it('stops when it is told to, after the page in hand', async () => {
      await fill(2);
      const seen: LoggedEvent[] = [];
      let entered: () => void = () => undefined;
      const inHand = new Promise<void>((resolve) => (entered = resolve));
      const subscription = current.log.followAll({ pageSize: 1 }, async (page) => {
        entered();
        await aMoment();
        seen.push(...page);
      });

      await inHand;
      await subscription.stop();
      const whenStopped = seen.length;
      await fill(1);
      await aMoment();

      expect(whenStopped).toBe(1);
      expect(seen).toHaveLength(1);
      await expect(subscription.ended).resolves.toBeUndefined();
    });

    it('ends the followers when the log is closed', async () => {
      const subscription = current.log.followAll({}, () => undefined);

      await current.log.close();

      await expect(subscription.ended).resolves.toBeUndefined();
    });
  });

  /** Appends so many events, in streams of at most three, and gives the whole log. */
  async function fill(count: number): Promise<LoggedEvent[]> {
    for (let left = count; left > 0; left -= 3) {
      await current.log.append(aStream(), 'no-stream', someEvents(Math.min(left, 3)));
    }
    return allEvents(current.log);
  }
}
