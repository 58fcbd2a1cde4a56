import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GOVERNANCE_GROUP_REFUSALS } from '../../governance-groups/domain/governance-group.refusals';
import { governanceGroupSentences } from '../../governance-groups/domain/governance-group.sentences';
import { ACTION_PLAN_REFUSALS } from './action-plan.refusals';
import { actionPlanSentences } from './action-plan.sentences';
import { actionReferenceSentences } from './action-reference.sentences';
import { ACTION_REFUSALS } from './action.refusals';
import { actionSentences } from './action.sentences';

const readMe = (context: string) => readFileSync(join(__dirname, '..', '..', context, 'README.md'), 'utf8');

describe.each([
  { context: 'action-plans', refusals: ACTION_PLAN_REFUSALS, sentences: actionPlanSentences },
  {
    context: 'action-plans',
    refusals: ACTION_REFUSALS,
    sentences: { ...actionSentences, ...actionReferenceSentences },
  },
  { context: 'governance-groups', refusals: GOVERNANCE_GROUP_REFUSALS, sentences: governanceGroupSentences },
])('what the README of $context tells', ({ context, refusals, sentences }) => {
  it.each(Object.keys(refusals))('holds the rule %s', (rule) => {
    expect(readMe(context)).toContain(`| \`${rule}\``);
  });

  it.each(Object.keys(sentences))('holds the event %s with its stream', (type) => {
    expect(readMe(context)).toMatch(new RegExp(`\\| \`[a-zA-Z]+-<(id|uuid)>\` +\\| \`${type}\``));
  });

  it.each(Object.entries(refusals))('is said to the user in full sentences: %s', (_rule, { message }) => {
    expect(message).toMatch(/^[A-Z].*[A-Za-z0-9]\.$/);
  });
});
