import { dateInWords } from '@minutebook/kernel';
import type { GroupSummary } from './groups.query';

/** How a group ended: `merged into Trust Board on 30 September 2019`; undefined where it still stands. */
export function endingInWords({ standing, overOn, mergedInto }: GroupSummary): string | undefined {
  if (standing === 'standing') return undefined;
  const on = overOn === null ? '' : ` on ${dateInWords(overOn)}`;
  return mergedInto === null ? `dissolved${on}` : `merged into ${mergedInto.name}${on}`;
}
