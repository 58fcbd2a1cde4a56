/** Ids are UUIDs, except reference data (groups: `GG-…`). A client may bring its own. */
const ID_PATTERN = /^[A-Za-z0-9-]{1,64}$/;

export function isId(value: unknown): value is string {
  return typeof value === 'string' && ID_PATTERN.test(value);
}
