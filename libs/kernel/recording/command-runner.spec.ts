import type { Decider, Refusal } from '../event-sourcing/decider';
import type { Event } from '../event-sourcing/event';
import { isSealed, type Text } from '../event-sourcing/text';
import { LogInMemory, metadataAt } from '../read-models/read-models.fixture';
import { RecordingClock } from './clocks';
import type { CommandRequest } from './command-request';
import { CommandRunner, PreconditionFailed } from './command-runner';
import { ConcurrencyConflict, LogUnavailable, type ExpectedRevision, type NewEvent } from './event-log';
import { KeyDestroyed, type DataKey, type KeyVault } from './key-vault';
import { openPage, type EventTexts } from './sealing';
import { uuidV5 } from './uuid';

type Noted = Event<'Noted', { readonly text: Text; readonly index: number }>;
type Note = { readonly texts: readonly Text[]; readonly refused?: boolean };

/** Notes up to three texts; refuses more. */
const notebook: Decider<number, Note, Noted, Refusal<'notebook-full'>> = {
  initialState: 0,
  decide: ({ texts }, held) =>
    held + texts.length > 3
      ? { refused: { rule: 'notebook-full', message: 'The notebook is full.' } }
      : { accepted: texts.map((text, index) => ({ type: 'Noted', data: { text, index } })) },
  evolve: (held) => held + 1,
};

class VaultInMemory implements KeyVault {
  readonly held = new Map<string, DataKey>();

  async put(keys: ReadonlyMap<string, DataKey>): Promise<ReadonlyMap<string, DataKey>> {
    for (const [id, key] of keys) if (!this.held.has(id)) this.held.set(id, key);
    return new Map([...keys.keys()].map((id) => [id, this.held.get(id) as DataKey]));
  }
  async get(ids: readonly string[]): Promise<ReadonlyMap<string, DataKey>> {
    return new Map(ids.flatMap((id) => (this.held.has(id) ? [[id, this.held.get(id) as DataKey] as const] : [])));
  }
  async destroy(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.held.delete(id);
  }
  async close(): Promise<void> {}
}

const COMMAND = '6f1b4f0e-0000-4000-8000-000000000001';
const OTHER_COMMAND = '6f1b4f0e-0000-4000-8000-000000000002';
const THIRD_COMMAND = '6f1b4f0e-0000-4000-8000-000000000003';

function request(more: Partial<CommandRequest> = {}): CommandRequest {
  return {
    commandId: COMMAND,
    actor: { account: 'demo-clerk', role: 'clerk', grant: 'demonstration-1@0' },
    origin: 'user',
    via: 'api',
    ...more,
  };
}

describe('The command runner', () => {
  let log: LogInMemory;
  let vault: VaultInMemory;
  let now: number;
  let runner: CommandRunner;

  beforeEach(() => {
    log = new LogInMemory();
    vault = new VaultInMemory();
    now = Date.UTC(2014, 5, 16, 8);
    const clock = { now: () => now };
    runner = new CommandRunner(log, vault, new RecordingClock(clock, { now: () => 0, monotonic: () => 0 }));
  });

  function noteDown(words: readonly string[], more: Partial<CommandRequest> = {}, on = runner) {
    return on.run({
      stream: 'notebook-1',
      decider: notebook,
      request: request(more),
      command: (texts) => ({
        texts: words.map((word, index) => (index === 0 ? texts.text('data.text', word) : 'open')),
      }),
    });
  }

  it('records what was decided, with who, when and why beside it', async () => {
    // given an empty notebook, when a text is noted with a reason
    const outcome = await noteDown(['first'], { reason: 'because', effectiveOn: '2014-06-10' });

    // then the event stands at revision 0 with its metadata, and ids that follow from the command's
    expect(outcome).toEqual({ done: { stream: 'notebook-1', revision: 0, position: '1', recorded: true } });
    const [event] = log.events;
    expect(event?.id).toBe(uuidV5(COMMAND, '0'));
    expect(event?.metadata).toMatchObject({
      commandId: COMMAND,
      correlationId: COMMAND,
      recordedAt: now,
      effectiveOn: '2014-06-10',
      schemaVersion: 1,
      actor: { account: 'demo-clerk', role: 'clerk', grant: 'demonstration-1@0' },
      origin: 'user',
      via: 'api',
    });
  });

  it('seals text and reason under a key that the vault holds before the event is appended', async () => {
    // given a log that looks into the vault when it is appended to
    let heldAtAppend = false;
    const append = log.append.bind(log);
    log.append = (stream: string, expected: ExpectedRevision, events: readonly NewEvent[]) => {
      heldAtAppend = vault.held.has(events[0]?.id ?? '');
      return append(stream, expected, events);
    };

    // when a text is noted
    await noteDown(['a name'], { reason: 'a private reason' });

    // then nothing of it stands in the log in the clear, and the key was there first
    expect(JSON.stringify(log.events)).not.toMatch(/a name|private/);
    expect(isSealed((log.events[0]?.data as Noted['data']).text)).toBe(true);
    expect(heldAtAppend).toBe(true);
    // and who holds the key can read both
    const [opened] = await openPage(log.events, vault);
    expect(opened?.data).toEqual({ text: 'a name', index: 0 });
    expect(opened?.metadata.reason).toBe('a private reason');
  });

  it('keeps the wording of a published document open', async () => {
    // given, when a text of a published document is noted
    await noteDown(['as published'], { published: true, origin: 'import', source: { document: '003', row: 'DW1' } });

    // then it stands as it is, names its source, and needs no key
    expect(log.events[0]).toMatchObject({ data: { text: 'as published' }, metadata: { source: { document: '003' } } });
    expect(vault.held.size).toBe(0);
  });

  it('writes nothing when the decider refuses, and stores no key', async () => {
    // given a full notebook
    await noteDown(['1', '2', '3']);
    const keys = vault.held.size;

    // when another text is noted
    const outcome = await noteDown(['4'], { commandId: OTHER_COMMAND });

    // then the refusal is the answer, and nothing was written anywhere
    expect(outcome).toMatchObject({ refused: { rule: 'notebook-full' } });
    expect(log.events).toHaveLength(3);
    expect(vault.held.size).toBe(keys);
  });

  it('gives the first answer again when the same command comes twice', async () => {
    // given a command that was recorded, and another after it
    const first = await noteDown(['1', '2']);
    await noteDown(['3'], { commandId: OTHER_COMMAND });

    // when the first comes again, although the notebook is full now
    const again = await noteDown(['1', '2']);

    // then the answer is the same, and nothing was added
    expect(again).toEqual({ done: { ...('done' in first ? first.done : {}), recorded: false } });
    expect(log.events).toHaveLength(3);
  });

  it('refuses an Idempotency-Key that comes with another body', async () => {
    // given a command recorded with a body
    await noteDown(['1'], { body: '{"text":"1"}' });

    // when the same key comes with the same body, and with another
    const same = await noteDown(['1'], { body: '{"text":"1"}' });
    const other = await noteDown(['2'], { body: '{"text":"2"}' });

    // then only the other is refused
    expect(same).toMatchObject({ done: { recorded: false } });
    expect(other).toMatchObject({ refused: { rule: 'idempotency-key-reused' } });
    expect(log.events).toHaveLength(1);
  });

  it('answers "already so" with where the record stands', async () => {
    // given a notebook with one text, when a command asks for nothing new
    await noteDown(['1']);
    const outcome = await noteDown([], { commandId: OTHER_COMMAND });

    // then nothing is recorded
    expect(outcome).toEqual({ done: { stream: 'notebook-1', revision: 0, position: '1', recorded: false } });
  });

  it('insists on the revision that the request names', async () => {
    // given a notebook at revision 0
    await noteDown(['1']);

    // when a request insists on another revision, then nothing is written
    await expect(noteDown(['2'], { commandId: OTHER_COMMAND, expectedRevision: 5 })).rejects.toThrow(
      PreconditionFailed,
    );
    expect(log.events).toHaveLength(1);
    // and on the right one it is done
    expect(await noteDown(['2'], { commandId: OTHER_COMMAND, expectedRevision: 0 })).toMatchObject({
      done: { revision: 1 },
    });
  });

  it('decides anew, once, when somebody else was quicker', async () => {
    // given a log in which another event arrives between reading and appending
    const append = log.append.bind(log);
    let intruders = 1;
    log.append = async (stream, expected, events) => {
      if (intruders-- > 0) {
        const held = (await log.readStream(stream)).length;
        const foreign = { ...(events[0] as NewEvent), id: uuidV5(COMMAND, `foreign ${held}`) };
        await append(stream, held === 0 ? 'no-stream' : held - 1, [
          { ...foreign, metadata: { ...foreign.metadata, commandId: uuidV5(COMMAND, `foreign ${held}`) } },
        ]);
      }
      return append(stream, expected, events);
    };

    // when a text is noted, then it stands behind the other, and opens
    expect(await noteDown(['mine'])).toMatchObject({ done: { revision: 1 } });
    const opened = await openPage(log.events.slice(1), vault);
    expect(opened[0]?.data).toMatchObject({ text: 'mine' });

    // and when others are quicker twice, it is a conflict for the user to see
    intruders = 2;
    await expect(noteDown([], { commandId: OTHER_COMMAND })).resolves.toMatchObject({ done: { recorded: false } });
    log.events.length = 0;
    await expect(noteDown(['late'], { commandId: OTHER_COMMAND })).rejects.toThrow(ConcurrencyConflict);
  });

  it('sends the same events again when it is unknown whether they were recorded', async () => {
    // given a log whose first answer is lost after it has recorded
    const append = log.append.bind(log);
    const sent: string[] = [];
    log.append = async (stream, expected, events) => {
      sent.push(JSON.stringify({ expected, events }));
      if (sent.length > 1) return { lastRevision: 0, position: '1' };
      await append(stream, expected, events);
      throw new LogUnavailable(true, 'no answer');
    };

    // when a text is noted
    const outcome = await noteDown(['1']);

    // then the very same append was sent again, and the command is done once
    expect(outcome).toMatchObject({ done: { revision: 0 } });
    expect(sent).toHaveLength(2);
    expect(sent[1]).toBe(sent[0]);
    expect(log.events).toHaveLength(1);
  });

  it('says so at once when the log is known not to have recorded', async () => {
    // given a log that is full
    let tries = 0;
    log.append = () => {
      tries += 1;
      return Promise.reject(new LogUnavailable(false, 'disk full'));
    };

    // when a text is noted, then the failure is the answer
    await expect(noteDown(['1'])).rejects.toThrow('disk full');
    expect(tries).toBe(1);
  });

  it('does not take an append for lost because a further try of it did not arrive', async () => {
    // given a log that records, loses its answer, and is then out of reach
    const append = log.append.bind(log);
    let tries = 0;
    log.append = async (stream, expected, events) => {
      tries += 1;
      if (tries > 1) throw new LogUnavailable(false, 'out of reach');
      await append(stream, expected, events);
      throw new LogUnavailable(true, 'no answer');
    };

    // when a text is noted, then it was tried again, and its outcome is still unknown
    await expect(noteDown(['1'])).rejects.toMatchObject({ outcomeUnknown: true });
    expect(tries).toBeGreaterThan(2);
    expect(log.events).toHaveLength(1);
  });

  it('seals under the key of an earlier try that never reached the log', async () => {
    // given a key that a crashed try of the same command left in the vault
    const left = Buffer.alloc(32, 7);
    await vault.put(new Map([[uuidV5(COMMAND, '0'), left]]));

    // when the command comes again
    await noteDown(['1']);

    // then its text opens with the key that the vault holds
    expect((await openPage(log.events, vault))[0]?.data).toMatchObject({ text: '1' });
  });

  it('does not let a text be sealed for any event but the first, where it could never be opened', async () => {
    // given a command whose second event holds a sealed text
    const recording = {
      stream: 'notebook-1',
      decider: notebook,
      request: request(),
      command: (texts: EventTexts) => ({ texts: ['open', texts.text('data.text', 'sealed')] }),
    };

    // when it is run, then it is a fault of ours, and nothing was written
    await expect(runner.run(recording)).rejects.toThrow('Noted is a later one');
    expect(log.events).toHaveLength(0);
  });

  it('refuses what would be sealed under a key that was destroyed', async () => {
    // given a person who was erased, and somebody who would write down a new name
    const put = jest.spyOn(vault, 'put').mockRejectedValue(new KeyDestroyed('person-1'));

    // when the command is run
    const outcome = await noteDown(['Jane Smith']);

    // then it is refused, and nothing was written; any other failure of the vault is one
    expect(outcome).toMatchObject({ refused: { rule: 'erased-for-good' } });
    expect(log.events).toHaveLength(0);
    put.mockRejectedValue(new Error('The keys cannot be written'));
    await expect(noteDown(['Jane Smith'])).rejects.toThrow('The keys cannot be written');
  });

  it('finds what a command would be refused for, without recording anything', async () => {
    // given an empty notebook, when four texts are checked
    const refused = await runner.check({
      stream: 'notebook-1',
      decider: notebook,
      request: request(),
      command: () => ({ texts: ['1', '2', '3', '4'] }),
    });

    // then the refusal is known, and nothing was written
    expect(refused).toMatchObject({ rule: 'notebook-full' });
    expect(log.events).toHaveLength(0);
  });

  describe('on a stream that tells of its own keeping', () => {
    const removed: NewEvent = {
      id: '6f1b4f0e-0000-4000-8000-00000000000e',
      type: 'TextRemoved',
      data: {},
      metadata: { ...metadataAt(1_000), commandId: OTHER_COMMAND },
    };

    it('tells a decider of what the record says only, and counts the revision all the same', async () => {
      // given a notebook with two notes, of which one was removed
      await noteDown(['1', '2']);
      await log.append('notebook-1', 1, [removed]);

      // when a third is noted at the revision that stands
      const third = await runner.run({
        stream: 'notebook-1',
        decider: notebook,
        request: request({ commandId: THIRD_COMMAND, expectedRevision: 2 }),
        command: () => ({ texts: ['3'] }),
      });

      // then it found room, and follows the removal
      expect(third).toMatchObject({ done: { revision: 3, recorded: true } });
    });

    it('tells a decider about keeping of nothing else', async () => {
      // given the same notebook, and a decider that counts what it is told
      await noteDown(['1', '2']);
      await log.append('notebook-1', 1, [removed]);
      const told: number[] = [];
      const counting: typeof notebook = {
        ...notebook,
        decide: (_command, held) => {
          told.push(held);
          return { accepted: [] };
        },
      };

      // when a command about the keeping is run
      await runner.run({
        stream: 'notebook-1',
        decider: counting,
        request: request({ commandId: THIRD_COMMAND }),
        keepsRecord: true,
        command: () => ({ texts: [] }),
      });

      // then it was told of the removal alone
      expect(told).toEqual([1]);
    });
  });
});
