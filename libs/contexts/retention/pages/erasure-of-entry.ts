import { roleFor, type Account } from '@minutebook/accounts';
import { categoryOf, recordIdOf } from '@minutebook/kernel';
import type { TrailEntryLinkSource, TrailLine } from '@minutebook/audit-trail';
import type { Link, PageMoment } from '@minutebook/web-kit';
import type { ErasuresQuery } from '../read-models/erasures.query';
import { erasurePaths } from './erasure-paths';

/** On the page of an event: the way to ask for the removal of its texts, or to the request by which they went. */
export class ErasureOfEntry implements TrailEntryLinkSource {
  constructor(private readonly erasures: ErasuresQuery) {}

  linksFor({ eventId, stream, revision }: TrailLine, reader: Account, moment: PageMoment): readonly Link[] {
    const removal = this.erasures.removalOf(eventId, moment);
    if (removal)
      return roleFor(reader, 'read-retention')
        ? [{ text: 'The request by which its texts were removed', href: erasurePaths.request(removal.request) }]
        : [];
    if (!moment.live || !roleFor(reader, 'ask-for-erasure')) return [];
    if (categoryOf(stream) === 'person')
      return [{ text: 'Ask for the erasure of this person', href: erasurePaths.askForPerson(recordIdOf(stream)) }];
    return [{ text: 'Ask for removal of this text', href: erasurePaths.askForTexts(stream, revision) }];
  }
}
