import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { grantFor, Permit, SignedInAs, type Account, type IdentifiedRequest, type Reply } from '@minutebook/accounts';
import type { Refusal } from '@minutebook/kernel';
import { addressOf, FormErrors, Pages } from '@minutebook/web-kit';
import { deadlineOf } from '../application/rules-known';
import { LocalRulesQuery } from '../read-models/local-rules.query';
import { readDeadline } from './deadline-fields';
import { presentDeadline, presentDeadlineList, type MissingRuleView } from './deadline.presenter';

import { rulePaths } from './rule-paths';
import { datedRule } from './rule.presenter';

const NO_RULE = 'There is no such rule: choose one of these';

/** Works out a deadline and explains the count. Nothing is recorded: the address is the question. */
@ApiExcludeController()
@Controller('deadlines')
export class DeadlineController {
  constructor(
    private readonly pages: Pages,
    private readonly local: LocalRulesQuery,
  ) {}

  @Permit('read-rules')
  @Get()
  async show(@SignedInAs() account: Account, @Req() request: IdentifiedRequest, @Res() reply: Reply): Promise<void> {
    const moment = await this.pages.moment(request);
    const { query } = addressOf(request);
    const rule = datedRule(String(query['rule'] ?? ''));
    if (!rule) {
      const isWrong = query['rule'] !== undefined;
      const head = { title: 'Work out a deadline', ...(isWrong && { errors: FormErrors.of(NO_RULE) }) };
      const list = presentDeadlineList(moment);
      await this.pages.send(request, reply, 'deadlines.njk', head, list, isWrong ? 400 : 200);
      return;
    }
    const { inputs, fields, isBlank, errors } = readDeadline(rule, query);
    const answer =
      isBlank || errors.any ? undefined : deadlineOf({ rule: rule.name, inputs }, this.local.known(moment));
    const refusal = answer && 'refused' in answer ? answer.refused : undefined;
    const maySet = moment.live && grantFor(account, 'set-local-rules', {}) !== undefined;
    const outcome = {
      deadline: answer && 'deadline' in answer ? answer.deadline : undefined,
      missing: refusal && missingRule(refusal, maySet),
    };
    const said = refusal ? FormErrors.of(refusal.message, refusal.field ?? '') : errors;
    const head = {
      title: rule.title,
      breadcrumbs: [{ text: 'Work out a deadline', href: rulePaths.deadlines }],
      ...(said.any && { errors: said }),
    };
    const page = presentDeadline(rule, fields, outcome, moment);
    await this.pages.send(request, reply, 'deadline.njk', head, page, refusal ? 422 : errors.any ? 400 : 200);
  }
}

/** A local rule that is not set can be, by whoever may; any other refusal is said at its field alone. */
function missingRule({ facts }: Refusal, maySet: boolean): MissingRuleView | undefined {
  const localRule = facts?.['localRule'];
  if (typeof localRule !== 'string') return undefined;
  return maySet
    ? { text: 'Set the local rule', href: rulePaths.set(localRule) }
    : { text: 'See the local rule', href: rulePaths.rule(localRule) };
}
