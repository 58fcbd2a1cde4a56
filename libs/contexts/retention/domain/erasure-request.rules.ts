import { dateInWords } from '@minutebook/kernel';
import type { FoundTarget, InTheWay } from './erasure-request.commands';
import { erasureRequestRefusal, type ErasureRequestRefusal } from './erasure-request.refusals';

/** What is to go must be there, and hold a text of its own: the wording of published documents is not sealed. */
export function whatIsToGo(found: FoundTarget): ErasureRequestRefusal | undefined {
  switch (found.state) {
    case 'missing':
      return erasureRequestRefusal('nothing-to-erase');
    case 'without-text':
      return erasureRequestRefusal('no-text-to-remove');
    case 'gone':
      return erasureRequestRefusal('already-erased');
    case 'there':
      return undefined;
  }
}

/**
 * Erasure is not absolute: it does not apply where law requires keeping (UK GDPR, article 17(3)(b); ico.org.uk), nor while
 * a hold keeps what a claim, an inquiry or an audit needs. Neither can be overridden here.
 */
export function standsInTheWay({ holds, statute, neededBy }: InTheWay): ErasureRequestRefusal | undefined {
  if (holds.length > 0) return erasureRequestRefusal('under-hold', { facts: { holds } });
  if (statute) {
    const until = statute.until === undefined ? 'for good' : `until ${dateInWords(statute.until)}`;
    const message = `${statute.name} requires this to be kept ${until}, so it cannot be erased before.`;
    return erasureRequestRefusal('statute-requires-keeping', { message, facts: { statute } });
  }
  if (neededBy !== undefined) return erasureRequestRefusal('text-still-needed', { message: neededBy });
  return undefined;
}
