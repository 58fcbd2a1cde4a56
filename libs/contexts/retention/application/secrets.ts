import type { LoggedEvent } from '@minutebook/kernel/recording';

/** Fields that hold what somebody signs in with: no text that anybody wrote, and never shown, not even to its holder. */
const SECRETS: ReadonlySet<string> = new Set(['credential', 'codeHash', 'tokenHash', 'bodyMac']);

export function isSecret(field: string): boolean {
  return SECRETS.has(field);
}

/** Whether an event is about a secret: it has ways of its own to destroy the key. */
export function holdsSecret({ data }: LoggedEvent): boolean {
  return typeof data === 'object' && data !== null && Object.keys(data).some(isSecret);
}

/** A value without the secrets in it, at any depth. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field]) => !isSecret(field))
      .map(([field, inner]) => [field, withoutSecrets(inner)]),
  );
}
