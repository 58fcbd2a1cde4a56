import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Permit } from '@minutebook/accounts';
import { ApiExchange, ApiWorksOut, Problem, problemOf } from '@minutebook/web-kit';
import { deadlineOf, inputFaults, type DeadlineQuestion } from '../application/rules-known';
import { LocalRulesQuery } from '../read-models/local-rules.query';
import { DeadlineAnswer } from './deadlines.answers';
import { DeadlineQuery } from './deadlines.bodies';

/** Deadlines over HTTP: worked out anew each time; whatever relies on one keeps it in an event of its own. */
@ApiTags('deadlines')
@Controller('api/v1/deadlines')
export class DeadlinesApiController {
  constructor(
    private readonly api: ApiExchange,
    private readonly local: LocalRulesQuery,
  ) {}

  @Get()
  @Permit('read-rules')
  @ApiWorksOut({
    id: 'workOutDeadline',
    summary: 'Work out a deadline, with the count day by day',
    description:
      'Each rule takes the inputs that `GET /rules/{id}` names, and no other. A sum of working days that leaves the years of the calendar is refused. `asAt`: by the local rules as they were recorded then.',
    answer: DeadlineAnswer,
  })
  workOut(@Query() { rule, asAt, seen, ...inputs }: DeadlineQuery): Promise<DeadlineAnswer> {
    const question: DeadlineQuestion = { rule, inputs };
    const errors = inputFaults(question).map(({ field, message }) => ({ field, message }));
    if (errors[0]) throw new Problem(400, { title: errors[0].message, errors });
    return this.api.show(
      { asAt, seen },
      (at) => {
        const answer = deadlineOf(question, this.local.known(at));
        if ('refused' in answer) throw problemOf(answer.refused);
        return answer.deadline;
      },
      ({ inputs: used, ...deadline }) => ({ ...deadline, inputs: { ...used } }),
    );
  }
}
