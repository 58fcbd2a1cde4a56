import {
  ACTION_DUE_FACTS,
  ACTION_PLAN_SENTENCES,
  planImportsProjection,
  plansProjection,
} from '@minutebook/action-plans';
import { ACCOUNT_SENTENCES, accountsProjection } from '@minutebook/accounts';
import { trailProjection } from '@minutebook/audit-trail';
import { GOVERNANCE_GROUP_SENTENCES, groupsProjection } from '@minutebook/governance-groups';
import { DueFactBook, SentenceBook } from '@minutebook/kernel';
import type { Projection } from '@minutebook/kernel/read-models';
import {
  dueFactsProjection,
  REMINDER_SENTENCES,
  reminderSettingsProjection,
  remindersProjection,
} from '@minutebook/reminders';
import { erasuresProjection, RETENTION_SENTENCES } from '@minutebook/retention';
import { localRulesProjection, RULE_BOOK_SENTENCES } from '@minutebook/rule-book';
import { councilSentences } from './set-up/council.sentences';
import { DEMONSTRATION_SENTENCES } from './demonstration/demonstration.sentences';

/** How the events of every context read in the audit trail. */
export function sentenceBook(): SentenceBook {
  const book = new SentenceBook();
  for (const sentences of [
    ACCOUNT_SENTENCES,
    GOVERNANCE_GROUP_SENTENCES,
    ACTION_PLAN_SENTENCES,
    RETENTION_SENTENCES,
    REMINDER_SENTENCES,
    RULE_BOOK_SENTENCES,
    DEMONSTRATION_SENTENCES,
    councilSentences,
  ])
    book.register(sentences);
  return book;
}

/** How every context's events are read for what is due. */
export function dueFactBook(): DueFactBook {
  const book = new DueFactBook();
  book.register(ACTION_DUE_FACTS);
  return book;
}

/** Every read model of the product: the server and the thread that rebuilds them fill the same. */
export function projections(book: SentenceBook): readonly Projection[] {
  return [
    accountsProjection,
    groupsProjection,
    plansProjection,
    planImportsProjection,
    erasuresProjection,
    reminderSettingsProjection,
    remindersProjection,
    localRulesProjection,
    dueFactsProjection(dueFactBook()),
    trailProjection(book),
  ];
}
