import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, Equals, IsArray, Matches } from 'class-validator';
import { MayBeLeftOut, MOST_ITEMS, OptionalReason, Reason } from '@minutebook/web-kit';

@ApiSchema({ name: 'SwitchReminders' })
export class SwitchRemindersBody {
  @Reason()
  readonly reason: string;
}

@ApiSchema({ name: 'SendReminderTest' })
export class SendReminderTestBody {
  @OptionalReason()
  readonly reason?: string;
}

@ApiSchema({ name: 'RingAlarmsAgain', description: 'Either `alarms` or `all`.' })
export class RingAlarmsAgainBody {
  @ApiProperty({
    type: 'array',
    items: { type: 'string', pattern: '^[A-Za-z0-9._-]{1,128}$', maxLength: 128 },
    minItems: 1,
    maxItems: MOST_ITEMS,
    required: false,
    example: ['digest-demo-action-lead-20140617'],
    description: 'By their keys.',
  })
  @MayBeLeftOut()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MOST_ITEMS)
  @Matches(/^[A-Za-z0-9._-]{1,128}$/, {
    each: true,
    message: 'A key of an alarm has 1 to 128 letters, digits, dashes, dots and underscores',
  })
  readonly alarms?: string[];

  @ApiProperty({ type: Boolean, required: false, description: 'True: all that are laid aside.' })
  @MayBeLeftOut()
  @Equals(true, { message: 'Send true for all, or name alarms' })
  readonly all?: true;
}
