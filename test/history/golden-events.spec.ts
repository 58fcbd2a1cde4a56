import { decode, golden, goldenNames, shippedTypes } from './golden.fixture';

/** As JSON keeps it: a state may hold `undefined` where the record holds nothing. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('the record of years ago', () => {
  it.each(shippedTypes())('has an example of the first version of %s', (type) => {
    expect(goldenNames()).toContain(`${type}.v1`);
  });

  it.each(goldenNames())('holds %s under its own type and version, written by types that are still known', (name) => {
    const { type, metadata } = golden(name).event;

    expect(name).toBe(`${type}.v${metadata.schemaVersion}`);
    expect(shippedTypes()).toContain(type);
  });

  it.each(goldenNames())('means by %s what it meant when it was written', async (name) => {
    const meaning = await decode(name);

    expect(asJson(meaning)).toEqual(golden(name).means);
  });

  it.each(goldenNames())('holds %s with every version before it', (name) => {
    const [type, version] = name.split('.v') as [string, string];

    const earlier = Array.from({ length: Number(version) - 1 }, (_, index) => `${type}.v${index + 1}`);

    expect(goldenNames()).toEqual(expect.arrayContaining(earlier));
  });
});
