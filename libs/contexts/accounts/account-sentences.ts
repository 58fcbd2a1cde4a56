import { accountDirectorySentences } from './domain/account-directory.sentences';
import { accountSentences } from './domain/account.sentences';
import { personSentences } from './domain/person.sentences';

/** How the events of this context read in the audit trail. */
export const ACCOUNT_SENTENCES = { ...accountSentences, ...personSentences, ...accountDirectorySentences };
