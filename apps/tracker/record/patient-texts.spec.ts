import { VaultAway, VaultUnavailable, type DataKey, type LoggedEvent } from '@minutebook/kernel/recording';
import { PatientTexts } from './patient-texts';

/** Keys that are away so many times before they are there. */
class KeysAway {
  asked = 0;
  constructor(private readonly failures: readonly Error[]) {}

  async get(): Promise<ReadonlyMap<string, DataKey>> {
    const failure = this.failures[this.asked++];
    if (failure) throw failure;
    return new Map();
  }
}

const AWAY = new VaultAway('The key vault does not answer');
const SEALED = { sealed: 1, keyId: 'a-key', iv: 'aaaa', tag: 'aaaa', text: 'aaaa' };
const PAGE = [
  {
    id: 'an-event',
    stream: 'actionPlan-1',
    revision: 0,
    type: 'ActionPlanOpened',
    data: { title: SEALED },
    metadata: {},
  },
] as unknown as readonly LoggedEvent[];

describe('The texts of a page of events', () => {
  it('are waited for while the keys are away, which is told once, and that they are back', async () => {
    const keys = new KeysAway([AWAY, AWAY]);
    const told: (Error | undefined)[] = [];
    const texts = new PatientTexts(keys, (reason) => told.push(reason));

    expect(await texts.open(PAGE)).toHaveLength(1);

    expect(keys.asked).toBe(3);
    expect(told).toEqual([AWAY, undefined]);
  });

  it('are not waited for where waiting is of no use', async () => {
    const texts = new PatientTexts(new KeysAway([new VaultUnavailable('The key a-key is damaged')]));

    await expect(texts.open(PAGE)).rejects.toThrow('damaged');
  });

  it('are waited for no longer once it has ended', async () => {
    const keys = new KeysAway(Array.from({ length: 100 }, () => AWAY));
    const told: (Error | undefined)[] = [];
    const texts = new PatientTexts(keys, (reason) => told.push(reason));
    const opened = texts.open(PAGE).catch((error: unknown) => error);
    while (told.length === 0) await new Promise(setImmediate);

    texts.end();

    expect(await opened).toBe(AWAY);
    expect(keys.asked).toBeLessThan(100);
  });
});
