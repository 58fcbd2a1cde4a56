import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsInt, IsString } from 'class-validator';
import { MAX_TEXT } from '@minutebook/kernel/recording';
import { Reason } from '@minutebook/web-kit';

const DATE = { type: String, format: 'date', example: '2014-07-01' } as const;
const SOURCE = {
  type: String,
  minLength: 1,
  maxLength: MAX_TEXT,
  example: 'Constitution, part 4, overview and scrutiny procedure rules, paragraph 15',
  description: 'The document or decision that says so.',
} as const;

@ApiSchema({ name: 'SetLocalRule' })
export class SetLocalRuleBody {
  @ApiProperty({ ...DATE, description: 'First day on which it holds; a past one too.' })
  @IsString()
  readonly from: string;

  @ApiProperty({ type: 'integer', description: 'The number, in the unit of the rule and within its limits.' })
  @IsInt()
  readonly value: number;

  @ApiProperty(SOURCE)
  @IsString()
  readonly source: string;

  @Reason()
  readonly reason: string;
}

@ApiSchema({ name: 'EndLocalRule' })
export class EndLocalRuleBody {
  @ApiProperty({ ...DATE, description: 'First day without the rule.' })
  @IsString()
  readonly from: string;

  @Reason()
  readonly reason: string;
}

@ApiSchema({ name: 'DeclareClosureDay' })
export class DeclareClosureDayBody {
  @ApiProperty({
    ...DATE,
    example: '2014-12-29',
    description: 'A Monday to Friday of a year that the calendar covers.',
  })
  @IsString()
  readonly date: string;

  @ApiProperty({ type: String, minLength: 1, maxLength: MAX_TEXT, example: 'Christmas closure' })
  @IsString()
  readonly name: string;

  @ApiProperty(SOURCE)
  @IsString()
  readonly source: string;

  @Reason()
  readonly reason: string;
}

@ApiSchema({ name: 'WithdrawClosureDay' })
export class WithdrawClosureDayBody {
  @ApiProperty({ ...DATE, example: '2014-12-29' })
  @IsString()
  readonly date: string;

  @Reason()
  readonly reason: string;
}
