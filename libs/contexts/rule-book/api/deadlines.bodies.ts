import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { DIVISIONS, type Division } from '@minutebook/kernel';
import { IsRealDate, MayBeLeftOut, ReadQuery, WholeNumber } from '@minutebook/web-kit';
import {
  BODIES,
  DEFAULT_DIVISION,
  DEFAULT_JURISDICTION,
  JURISDICTIONS,
  limitsOf,
  RULE_NAMES,
  type Body,
  type DeadlineInputs,
  type InputName,
  type Jurisdiction,
  type RuleName,
} from '../application/rules-known';

function DateInput(description: string, example: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: String, format: 'date', required: false, example, description }),
    MayBeLeftOut(),
    IsRealDate(),
  );
}

function NumberInput(name: InputName, description: string): PropertyDecorator {
  const { least: minimum, most: maximum } = limitsOf(name);
  return applyDecorators(
    ApiProperty({ type: 'integer', minimum, maximum, required: false, description }),
    MayBeLeftOut(),
    WholeNumber(),
  );
}

/** A rule and its inputs. What a rule does not ask, and what it asks and is not given, is refused by name (`inputFaults`). */
export class DeadlineQuery extends ReadQuery implements DeadlineInputs {
  @ApiProperty({ type: String, enum: RULE_NAMES, description: 'Which rule is asked.' })
  @IsIn(RULE_NAMES, { message: `Choose a rule: ${RULE_NAMES.join(', ')}` })
  readonly rule: RuleName;

  @DateInput('Day of the meeting: `agenda-publication`, `private-meeting-notice`, `key-decision-notice`.', '2014-01-21')
  readonly meetingOn?: string;

  @ApiProperty({
    type: String,
    enum: BODIES,
    required: false,
    description: 'Who meets: `agenda-publication`.',
  })
  @MayBeLeftOut()
  @IsIn(BODIES)
  readonly body?: Body;

  @DateInput('Day on which the decision was published: `call-in-end`.', '2014-01-23')
  readonly publishedOn?: string;

  @NumberInput('workingDays', '`call-in-end`: the local rule `call-in-working-days` unless given.')
  readonly workingDays?: number;

  @DateInput(
    '`collective-consultation`: day on which all of the s. 188(4) information has reached all representatives. `trial-period-end`, `pay-protection-end`: first day.',
    '2014-05-01',
  )
  readonly startedOn?: string;

  @DateInput(
    'Day on which the dismissals were proposed; it says which version holds. `collective-consultation`: `startedOn` unless given. `hr1-notification`: the version of `firstDismissalOn` unless given.',
    '2014-05-01',
  )
  readonly proposedOn?: string;

  @NumberInput(
    'employees',
    'Dismissals as redundant proposed at one establishment within 90 days (s. 195 meaning: dismissal and re-engagement counts), never the staff in scope.',
  )
  readonly employees?: number;

  @DateInput('Day on which the first dismissal takes effect: `hr1-notification`.', '2014-06-15')
  readonly firstDismissalOn?: string;

  @DateInput('Day on which the first notice is given: `hr1-notification`.', '2014-05-10')
  readonly firstNoticeOn?: string;

  @NumberInput('years', '`pay-protection-end`: the local rule `pay-protection-years` unless given.')
  readonly years?: number;

  @DateInput('Day on which the outcome was told: `evaluation-appeal`.', '2014-04-01')
  readonly outcomeOn?: string;

  @NumberInput('months', '`evaluation-appeal`: the local rule `evaluation-appeal-months` unless given.')
  readonly months?: number;

  @ApiProperty({
    type: String,
    enum: DIVISIONS,
    required: false,
    default: DEFAULT_DIVISION,
    description: 'Whose bank holidays are no working days.',
  })
  @MayBeLeftOut()
  @IsIn(DIVISIONS)
  readonly division?: Division;

  @ApiProperty({
    type: String,
    enum: JURISDICTIONS,
    required: false,
    default: DEFAULT_JURISDICTION,
    description: 'Whose law holds.',
  })
  @MayBeLeftOut()
  @IsIn(JURISDICTIONS)
  readonly jurisdiction?: Jurisdiction;
}
