import { isSealed, type SealedText } from '../event-sourcing/text';
import { metadataAt } from '../read-models/read-models.fixture';
import type { LoggedEvent } from './event-log';
import type { DataKey, KeyVault } from './key-vault';
import { EventTexts, hasTextsOfItsOwn, openPage, sameBody, sealedTextsOf } from './sealing';

const EVENT = '6f1b4f0e-0000-4000-8000-000000000001';

function vaultWith(keys: ReadonlyMap<string, DataKey>): KeyVault & { readonly asked: string[][] } {
  const asked: string[][] = [];
  return {
    asked,
    put: async (given) => given,
    get: async (ids) => {
      asked.push([...ids]);
      return new Map([...keys].filter(([id]) => ids.includes(id)));
    },
    destroy: async () => undefined,
    close: async () => undefined,
  };
}

function event(data: unknown, stream = 'note-1', id = EVENT): LoggedEvent {
  return { id, stream, revision: 0, position: '1', type: 'Noted', data, metadata: metadataAt(0) };
}

describe('Sealed text', () => {
  const FIELDS = new Set(['title', 'items', 'name']);

  it('opens again, wherever in the event it stands, and leaves the rest alone', async () => {
    // given an event whose texts lie at several depths
    const texts = new EventTexts('note-1', EVENT, false);
    const said = {
      title: 'Ünïcode — £5',
      items: ['one', 'two'],
      leads: [{ id: 'lead', name: 'A name' }],
      due: '2014-06-16',
      count: 3,
      nothing: null,
    };

    // when they are sealed
    const sealed = texts.texts(said, FIELDS);

    // then every text is, and nothing else
    expect(isSealed(sealed.title)).toBe(true);
    expect(sealed.items.every(isSealed)).toBe(true);
    expect(sealed.leads[0]).toMatchObject({ id: 'lead', name: { sealed: 1, keyId: EVENT } });
    expect(sealed).toMatchObject({ due: '2014-06-16', count: 3, nothing: null });
    // and who holds the key reads what was said
    const [opened] = await openPage([event(sealed)], vaultWith(texts.keys));
    expect(opened?.data).toEqual(said);
  });

  it('reads "removed" where its key is gone', async () => {
    // given a sealed title whose key was destroyed
    const sealed = new EventTexts('note-1', EVENT, false).texts({ title: 'secret', due: '2014-06-16' }, FIELDS);

    // when it is opened without the key
    const [opened] = await openPage([event(sealed)], vaultWith(new Map()));

    // then it says so, and everything else still stands
    expect(opened?.data).toEqual({ title: 'removed', due: '2014-06-16' });
  });

  it('does not open where it was moved to another stream, event or field, or altered', async () => {
    // given a sealed title
    const texts = new EventTexts('note-1', EVENT, false);
    const { title } = texts.texts({ title: 'secret' }, FIELDS) as unknown as { title: SealedText };
    const vault = vaultWith(texts.keys);
    const other = { ...title, text: Buffer.from('other!').toString('base64url') };

    // when it stands elsewhere, or its text was changed, then opening fails
    await expect(openPage([event({ title }, 'note-2')], vault)).rejects.toThrow(/altered or moved/);
    await expect(openPage([event({ name: title })], vault)).rejects.toThrow(/altered or moved/);
    await expect(openPage([event({ title: other })], vault)).rejects.toThrow(/altered or moved/);
    // and where it was written it opens
    await expect(openPage([event({ title })], vault)).resolves.toMatchObject([{ data: { title: 'secret' } }]);
  });

  it('asks the vault once for a page, and not at all where nothing is sealed', async () => {
    // given two events with sealed texts, and one without
    const one = new EventTexts('note-1', EVENT, false);
    const two = new EventTexts('note-2', 'second', false);
    const vault = vaultWith(new Map([...one.keys, ...two.keys]));
    const page = [
      event(one.texts({ title: '1' }, FIELDS)),
      event(two.texts({ title: '2' }, FIELDS), 'note-2', 'second'),
    ];

    // when pages are opened
    await openPage(page, vault);
    await openPage([event({ title: 'open' })], vault);

    // then the vault was asked once, for both keys
    expect(vault.asked).toEqual([[EVENT, 'second']]);
  });

  it('never gives the same ciphertext for the same text', () => {
    // given two seals of one text under one key
    const texts = new EventTexts('note-1', EVENT, false);
    const [first, second] = [texts.text('data.title', 'same'), texts.text('data.title', 'same')] as SealedText[];

    // then neither iv nor ciphertext repeat
    expect(first?.iv).not.toBe(second?.iv);
    expect(first?.text).not.toBe(second?.text);
  });

  it('tells a body from another by its MAC, until the key is gone', () => {
    // given the MAC of a body
    const texts = new EventTexts('note-1', EVENT, false);
    const mac = texts.mac('{"a":1}');
    const key = texts.keys.get(EVENT);

    // then it fits that body only; without the key nobody can tell
    expect(sameBody(mac, key, '{"a":1}')).toBe(true);
    expect(sameBody(mac, key, '{"a":2}')).toBe(false);
    expect(sameBody(mac, undefined, '{"a":2}')).toBe(true);
  });

  it('is listed with where it stands, as long as its key is there', async () => {
    // given an event with two texts of its own, and one under the key of a person
    const texts = new EventTexts('note-1', EVENT, false);
    const data = texts.texts({ title: 'A title', items: ['one'], due: '2014-06-16' }, FIELDS);
    const ofPerson = { ...(texts.text('data.person', 'x') as SealedText), keyId: 'person-1' };
    const written = event({ ...data, person: ofPerson });

    // when its texts are listed
    const listed = await sealedTextsOf(written, vaultWith(texts.keys));

    // then those that can be opened are there, each with its place
    expect(listed).toEqual([
      { path: 'data.title', text: 'A title' },
      { path: 'data.items.0', text: 'one' },
    ]);
    expect(await sealedTextsOf(written, vaultWith(new Map()))).toEqual([]);
  });

  it('is of the event itself only where it is sealed under the key of the event', () => {
    const texts = new EventTexts('note-1', EVENT, false);
    const own = texts.text('data.title', 'A title') as SealedText;
    const reason = { ...event({}), metadata: { ...metadataAt(0), reason: own } };

    expect(hasTextsOfItsOwn(event({ deep: [{ title: own }] }))).toBe(true);
    expect(hasTextsOfItsOwn(reason)).toBe(true);
    expect(hasTextsOfItsOwn(event({ name: { ...own, keyId: 'person-1' } }))).toBe(false);
    expect(hasTextsOfItsOwn(event({ title: 'published wording' }))).toBe(false);
  });
});
