import { londonInstant } from '../calendar/local-date';
import { fillFresh } from './fill';
import type { LoggedEvent } from '../recording/event-log';
import type { Projection } from './projection';
import { ReadModels } from './read-models';
import { LogInMemory, metadataAt, SpecFolder } from './read-models.fixture';

const notes: Projection = {
  name: 'spec.notes',
  version: 1,
  handles: ['Noted'],
  tables: { note: { text: 'TEXT' } },
  lists: [],
  apply(event, tables) {
    tables.put('note', event.stream, { text: (event.data as { text: string }).text });
  },
};

async function note(log: LogInMemory, stream: string, text: string, recordedAt: number): Promise<void> {
  const held = await log.readStream(stream);
  await log.append(stream, held.length === 0 ? 'no-stream' : held.length - 1, [
    { id: `${stream}-${held.length}`, type: 'Noted', data: { text }, metadata: metadataAt(recordedAt) },
  ]);
}

describe('Read models', () => {
  const folders: SpecFolder[] = [];
  const started: ReadModels[] = [];

  function readModelsOn(log: LogInMemory, folder = new SpecFolder()): ReadModels {
    folders.push(folder);
    const readModels = new ReadModels({
      log,
      openTexts: async (page) => page,
      projections: [notes],
      folder,
      build: (projections) => fillFresh(projections, { log, openTexts: async (page) => page, folder }),
    });
    started.push(readModels);
    return readModels;
  }

  afterEach(async () => {
    for (const readModels of started.splice(0)) await readModels.stop();
    for (const folder of folders.splice(0)) folder.remove();
  });

  it('hold what the log held before they started, and what came after', async () => {
    // given a log with one note
    const log = new LogInMemory();
    await note(log, 'note-1', 'before', 1_000);
    const readModels = readModelsOn(log);

    // when the read models start, and another note is recorded
    await readModels.start();
    await note(log, 'note-2', 'after', 2_000);
    const isThere = await readModels.waitFor('note-2', 0, 1_000);

    // then both stand there, each from its own record number on
    const reader = readModels.reader('spec.notes');
    expect(isThere).toBe(true);
    expect(reader.row('note', 'note-1', 1)).toMatchObject({ text: 'before', recordNumber: 1 });
    expect(reader.row('note', 'note-2', 2)).toMatchObject({ text: 'after', recordNumber: 2 });
    expect(reader.row('note', 'note-2', 1)).toBeUndefined();
  });

  it('go on after a restart where they were', async () => {
    // given read models that were stopped after one note, and a note recorded meanwhile
    const log = new LogInMemory();
    const folder = new SpecFolder();
    const first = readModelsOn(log, folder);
    await first.start();
    await note(log, 'note-1', 'one', 1_000);
    await first.waitFor('note-1', 0, 1_000);
    await first.stop();
    await note(log, 'note-1', 'two', 2_000);

    // when they start again on the same files
    const second = readModelsOn(log, folder);
    await second.start();

    // then they hold both, numbered as before
    expect(second.reader('spec.notes').row('note', 'note-1', 1)).toMatchObject({ text: 'one' });
    expect(second.reader('spec.notes').row('note', 'note-1', 2)).toMatchObject({ text: 'two', recordNumber: 2 });
  });

  it('know that an event from before the start is applied, and give up on one that never comes', async () => {
    // given a log with one note, and started read models
    const log = new LogInMemory();
    await note(log, 'note-1', 'one', 1_000);
    const readModels = readModelsOn(log);
    await readModels.start();

    // when somebody waits for it, and for one that does not exist
    // then the first is there at once, the second is given up
    expect(await readModels.waitFor('note-1', 0, 1)).toBe(true);
    expect(await readModels.waitFor('note-1', 1, 20)).toBe(false);
    expect(await readModels.waitFor('note-9', 0, 20)).toBe(false);
  });

  it('serve the old file while a rebuild runs, and miss nothing that comes meanwhile', async () => {
    // given read models with one note
    const log = new LogInMemory();
    const readModels = readModelsOn(log);
    await readModels.start();
    await note(log, 'note-1', 'one', 1_000);
    await readModels.waitFor('note-1', 0, 1_000);

    // when a rebuild runs while another note is recorded
    const rebuilt = readModels.rebuild(['spec.notes']);
    const whileRebuilding = readModels.reader('spec.notes').row('note', 'note-1', 1);
    await note(log, 'note-1', 'two', 2_000);
    await rebuilt;
    await note(log, 'note-1', 'three', 3_000);
    await readModels.waitFor('note-1', 2, 1_000);

    // then it answered all along, and holds all three
    expect(whileRebuilding).toMatchObject({ text: 'one' });
    const reader = readModels.reader('spec.notes');
    expect([1, 2, 3].map((n) => reader.row('note', 'note-1', n)?.['text'])).toEqual(['one', 'two', 'three']);
  });

  it('leave nothing of the old file once a rebuild has switched', async () => {
    // given read models with one note
    const log = new LogInMemory();
    const folder = new SpecFolder();
    const readModels = readModelsOn(log, folder);
    await readModels.start();
    await note(log, 'note-1', 'one', 1_000);
    await readModels.waitFor('note-1', 0, 1_000);
    const old = folder.servingFile(notes) ?? '';
    expect(folder.files()).toContain(old);

    // when they are filled anew
    await readModels.rebuild(['spec.notes']);

    // then the file that served is gone, with its write-ahead log
    expect(folder.files().filter((file) => file.startsWith(old))).toEqual([]);
    expect(folder.files()).toContain(folder.servingFile(notes));
  });

  it('switch in what was asked for last, however long an earlier rebuild takes', async () => {
    // given a rebuild that has read the text of a note and is held up
    const log = new LogInMemory();
    const folder = new SpecFolder();
    folders.push(folder);
    let text = 'Jane Smith';
    const openTexts = async (page: readonly LoggedEvent[]) => page.map((event) => ({ ...event, data: { text } }));
    let letGo: () => void = () => undefined;
    const heldUp = new Promise<void>((resolve) => (letGo = resolve));
    let rebuilds = 0;
    const readModels = new ReadModels({
      log,
      openTexts,
      projections: [notes],
      folder,
      build: async (projections) => {
        const files = await fillFresh(projections, { log, openTexts, folder });
        if (++rebuilds === 1) await heldUp;
        return files;
      },
    });
    started.push(readModels);
    await readModels.start();
    await note(log, 'note-1', 'sealed', 1_000);
    await readModels.waitFor('note-1', 0, 1_000);
    const early = readModels.rebuild();

    // when the text is removed, and a rebuild is asked for
    text = 'removed';
    const late = readModels.rebuild();
    letGo();
    await Promise.all([early, late]);

    // then the text is gone
    expect(readModels.reader('spec.notes').row('note', 'note-1', 1)).toMatchObject({ text: 'removed' });
  });

  it('know which of them are told of an event', async () => {
    const readModels = readModelsOn(new LogInMemory());
    await readModels.start();

    expect(readModels.told(['Noted'])).toEqual(['spec.notes']);
    expect(readModels.told(['Forgotten'])).toEqual([]);
  });

  it('tell whoever follows them of what they have applied, until it has heard enough', async () => {
    const log = new LogInMemory();
    const readModels = readModelsOn(log);
    await readModels.start();
    const heard: string[] = [];
    const end = readModels.follow((events) => heard.push(...events.map(({ stream }) => stream)));

    await note(log, 'note-1', 'one', 1_000);
    await readModels.waitFor('note-1', 0, 1_000);
    end();
    await note(log, 'note-2', 'two', 2_000);
    await readModels.waitFor('note-2', 0, 1_000);

    expect(heard).toEqual(['note-1']);
  });

  it('tell the record number that a date, an instant or a number means', async () => {
    // given one note late on 15 June 2014 in London (23:30, which is 22:30 UTC), one early on the 16th
    const log = new LogInMemory();
    await note(log, 'note-1', 'late', londonInstant('2014-06-15', '23:30'));
    await note(log, 'note-2', 'early', londonInstant('2014-06-16', '00:30'));
    const readModels = readModelsOn(log);
    await readModels.start();
    const asAt = (moment: string | undefined) => readModels.asAt(moment, '2014-06-17');

    // when moments are asked for, then a date means the last record of that London day
    expect(asAt('2014-06-14')).toEqual({ recordNumber: 0, pageDate: '2014-06-14', live: false });
    expect(asAt('2014-06-15')).toEqual({ recordNumber: 1, pageDate: '2014-06-15', live: false });
    expect(asAt('2014-06-16')).toEqual({ recordNumber: 2, pageDate: '2014-06-16', live: false });
    // and today and nothing mean the present
    expect(asAt('2014-06-17')).toEqual({ recordNumber: 2, pageDate: '2014-06-17', live: true });
    expect(asAt(undefined)).toEqual({ recordNumber: 2, pageDate: '2014-06-17', live: true });
    // and a record number is seen from its own London date
    expect(asAt('1')).toEqual({ recordNumber: 1, pageDate: '2014-06-15', live: false });
    // and an instant takes in what was recorded at it
    expect(asAt('2014-06-15T22:30:00Z')).toEqual({ recordNumber: 1, pageDate: '2014-06-15', live: false });
    expect(asAt('2014-06-15T22:29:59Z')).toEqual({ recordNumber: 0, pageDate: '2014-06-15', live: false });
    // and what cannot be shown is said
    for (const moment of ['2014-06-18', '3', '2014-02-30', 'yesterday', '2014-06-15T99:00Z', '2014-06-15T09:00:00'])
      expect(asAt(moment)).toHaveProperty('fault');
  });

  it('go on counting the records of a day that was asked for before it was over', async () => {
    // given a note on 15 June 2014, and somebody who has asked for that day already
    const log = new LogInMemory();
    await note(log, 'note-1', 'one', londonInstant('2014-06-15', '09:00'));
    const readModels = readModelsOn(log);
    await readModels.start();
    const asAt = () => readModels.asAt('2014-06-15', '2014-06-17');
    expect(asAt()).toMatchObject({ recordNumber: 1 });

    // when another note is recorded on that day
    await note(log, 'note-1', 'two', londonInstant('2014-06-15', '17:00'));
    await readModels.waitFor('note-1', 1, 1_000);

    // then the day means that one, and still does when the next day has brought others
    expect(asAt()).toMatchObject({ recordNumber: 2 });
    await note(log, 'note-1', 'three', londonInstant('2014-06-16', '09:00'));
    await readModels.waitFor('note-1', 2, 1_000);
    expect([asAt(), asAt()]).toMatchObject([{ recordNumber: 2 }, { recordNumber: 2 }]);
  });

  it('let record time never go back, whatever a clock did', async () => {
    // given a second note that was recorded by a clock half a day behind
    const log = new LogInMemory();
    await note(log, 'note-1', 'first', londonInstant('2014-06-16', '01:00'));
    await note(log, 'note-2', 'second', londonInstant('2014-06-15', '13:00'));
    const readModels = readModelsOn(log);
    await readModels.start();

    // when the record is asked as at the 15th
    const asAt = readModels.asAt('2014-06-15', '2014-06-17');

    // then neither is shown: the second stands after the first
    expect(asAt).toMatchObject({ recordNumber: 0 });
    expect(readModels.asAt('2', '2014-06-17')).toMatchObject({ pageDate: '2014-06-16' });
  });
});
