import { recordIdOf, type SentenceEntry } from '@minutebook/kernel';
import type { PersonEvent } from './person.events';

const said = (kind: string, sentence: string): SentenceEntry => ({
  kind,
  access: 'people',
  describe: () => ({ sentence, sealed: sentence }),
  // Never by name: the trail keeps what it is told, and a name must be erasable.
  note: ({ stream }) => ({ name: 'A person', path: `/persons/${recordIdOf(stream)}` }),
});

/** How the events of persons read in the audit trail. */
export const personSentences: Readonly<Record<PersonEvent['type'], SentenceEntry>> = {
  PersonAdded: said('Person added', 'A person was added, whose name is sealed.'),
  PersonDetailsChanged: said('Person’s details changed', 'The name or the address of a person was changed.'),
};
