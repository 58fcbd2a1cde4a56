/** Deeper than any event; a value that refers to itself meets it too. */
const DEEPEST = 100;

/** A value that JSON cannot carry as it is. `path` leads to it: `actions[3].due`; empty for the value itself. */
export class NotJson extends Error {
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`${path === '' ? 'The value' : path} ${reason}`);
    this.name = 'NotJson';
  }
}

/**
 * JSON in the one form of RFC 8785: members sorted by UTF-16 code units, no white space, numbers as ECMAScript prints
 * them. Members that are undefined are left out.
 *
 * Throws `NotJson` for whatever would come back as something else: undefined in a list, bigint, NaN and infinities,
 * halves of surrogate pairs, functions, dates, class instances.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'number':
      if (!Number.isFinite(value)) throw new NotJson('', `is ${value}, which JSON cannot carry`);
      return Object.is(value, -0) ? '0' : `${value}`;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth === DEEPEST) throw new NotJson('', 'is nested too deeply, or refers to itself');
      return Array.isArray(value) ? writeList(value, depth + 1) : writeObject(value, depth + 1);
    default:
      throw new NotJson('', typeof value === 'undefined' ? 'is undefined' : `is a ${typeof value}, not JSON`);
  }
}

function writeList(list: readonly unknown[], depth: number): string {
  let text = '[';
  for (let index = 0; index < list.length; index++) {
    if (index > 0) text += ',';
    try {
      text += write(list[index], depth);
    } catch (error) {
      throw within(`[${index}]`, error);
    }
  }
  return `${text}]`;
}

function writeObject(object: object, depth: number): string {
  if (!isPlain(object)) throw new NotJson('', `is a ${object.constructor?.name ?? 'special object'}, not plain data`);
  const members = object as Record<string, unknown>;
  const keys = sorted(Object.keys(members));
  let text = '{';
  for (const key of keys) {
    const member = members[key];
    if (member === undefined) continue;
    if (text.length > 1) text += ',';
    try {
      text += `${quote(key)}:${write(member, depth)}`;
    } catch (error) {
      throw within(key, error);
    }
  }
  return `${text}}`;
}

/** Most objects are written in their order already, and looking is cheaper than sorting. */
function sorted(keys: string[]): string[] {
  for (let index = 1; index < keys.length; index++) {
    if ((keys[index - 1] as string) > (keys[index] as string)) return keys.sort();
  }
  return keys;
}

/** Also for objects of another realm, whose `Object.prototype` is not this one. */
function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

const LONE_SURROGATE = /\p{Surrogate}/u;
/** What JSON writes between quotes as it is: no control character, quote or backslash, and no surrogate to look at. */
const PLAIN_TEXT = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

function quote(text: string): string {
  if (PLAIN_TEXT.test(text)) return `"${text}"`;
  if (LONE_SURROGATE.test(text)) throw new NotJson('', 'holds half of a surrogate pair, which is no Unicode text');
  return JSON.stringify(text);
}

function within(step: string, error: unknown): unknown {
  if (!(error instanceof NotJson)) return error;
  const rest = error.path;
  return new NotJson(rest === '' || rest.startsWith('[') ? step + rest : `${step}.${rest}`, error.reason);
}
