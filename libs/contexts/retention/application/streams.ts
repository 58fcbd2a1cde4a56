import { uuidV5 } from '@minutebook/kernel/recording';
import type { Held } from '../domain/hold.events';

/** Namespace of the ids of holds. Never changed. */
const HOLDS = '4d0f7c1e-93b2-5c8a-a6f4-2e1b7d905c31';

export function erasureRequestStream(requestId: string): string {
  return `erasureRequest-${requestId}`;
}

export function personStream(personId: string): string {
  return `person-${personId}`;
}

export function holdStream(holdId: string): string {
  return `hold-${holdId}`;
}

export function subjectAccessStream(exportId: string): string {
  return `subjectAccess-${exportId}`;
}

/** The id of the hold over a thing, so that whoever knows the thing finds the hold. Both are opaque. */
export function holdIdOf(held: Held): string {
  return uuidV5(HOLDS, held.kind === 'record' ? `record ${held.stream}` : `class ${held.retentionClass}`);
}
