import { canonicalJson, NotJson } from './canonical-json';

describe('Canonical JSON', () => {
  it('gives the example of RFC 8785, section 3.2.4', () => {
    const example = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    };

    expect(canonicalJson(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts members by UTF-16 code units, as in RFC 8785, section 3.2.3', () => {
    const example = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };

    const names = [...canonicalJson(example).matchAll(/:"([^"]+)"/g)].map(([, name]) => name);

    expect(names).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  /** RFC 8785, appendix B: IEEE 754 bits and what they are printed as. */
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('prints the number with the bits %s as %s', (bits, printed) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(printed);
  });

  it('is the same for the same value, in whatever order its members were written', () => {
    expect(canonicalJson({ b: { y: 1, x: [2] }, a: null })).toBe(canonicalJson({ a: null, b: { x: [2], y: 1 } }));
  });

  it('can be parsed into the value that it was made from', () => {
    const value = { text: 'Ωmega 議事録 🏛️ \u0000\u001f\u2028\u007f"\\', list: [[], {}, [null]], '': { 'ä"': -1.5 } };

    expect(JSON.parse(canonicalJson(value))).toEqual(value);
  });

  it('leaves out members that are undefined', () => {
    expect(canonicalJson({ b: undefined, a: 1, c: undefined })).toBe('{"a":1}');
  });

  it('keeps a member that is called __proto__', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
  });

  it('takes objects without a prototype', () => {
    expect(canonicalJson(Object.assign(Object.create(null) as object, { a: 1 }))).toBe('{"a":1}');
  });

  const refused: readonly (readonly [string, unknown, string, string])[] = [
    ['undefined', undefined, '', 'is undefined'],
    ['undefined in a list', { actions: [1, undefined] }, 'actions[1]', 'is undefined'],
    ['a hole in a list', { actions: new Array<number>(1) }, 'actions[0]', 'is undefined'],
    ['a bigint', { costs: [{ pence: 5n }] }, 'costs[0].pence', 'bigint'],
    ['NaN', { share: Number.NaN }, 'share', 'NaN'],
    ['infinity', [[Number.POSITIVE_INFINITY]], '[0][0]', 'Infinity'],
    ['the first half of a surrogate pair', { note: 'a\ud83d' }, 'note', 'surrogate'],
    ['the second half of a surrogate pair', { note: '\ude00a' }, 'note', 'surrogate'],
    ['half of a surrogate pair in a name', { 'a\ud83d': 1 }, 'a\ud83d', 'surrogate'],
    ['a function', { react: () => 1 }, 'react', 'function'],
    ['a symbol', { kind: Symbol('kind') }, 'kind', 'symbol'],
    ['a date object', { on: new Date(0) }, 'on', 'Date'],
    ['a map', { leads: new Map() }, 'leads', 'Map'],
    ['bytes', { digest: Buffer.from('a') }, 'digest', 'Buffer'],
    ['an instance of a class', { timescale: new (class Timescale {})() }, 'timescale', 'Timescale'],
  ];
  it.each(refused)('refuses %s and says where it is', (_, value, path, reason) => {
    const error = errorOf(() => canonicalJson(value));

    expect(error).toBeInstanceOf(NotJson);
    expect(error).toMatchObject({ path });
    expect((error as NotJson).message).toContain(reason);
  });

  it('refuses a value that refers to itself', () => {
    const loop: { itself?: unknown } = {};
    loop.itself = loop;

    expect(() => canonicalJson(loop)).toThrow('refers to itself');
  });
});

function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It should have been refused');
}
