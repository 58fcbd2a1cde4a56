import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsDateString,
  IsEmail,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsString,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
  validateSync,
} from 'class-validator';
import { FormErrors } from './form-errors';
import { errorsFrom } from './validation-messages';

class Lead {
  @IsString()
  @IsNotEmpty()
  name: unknown;
}

class Report {
  @IsIn(['red', 'green'], { message: 'Choose how the action is going' })
  rag: unknown = 'red';

  @MaxLength(400)
  @IsNotEmpty()
  @IsString()
  commentary: unknown = 'Going well';

  @Max(100)
  @Min(0)
  @IsInt()
  percentComplete: unknown = 10;

  @Length(3, 20)
  answer2: unknown = 'enough';

  @IsIn(['a'])
  groupId: unknown = 'a';

  @IsUUID()
  reportId: unknown = '6f9619ff-8b86-4d11-b42d-00c04fc964ff';

  @IsDateString()
  effectiveOn: unknown = '2014-06-16';

  @IsEmail()
  sender: unknown = 'a@example.org';

  @ValidateNested({ each: true })
  @Type(() => Lead)
  @ArrayNotEmpty()
  @IsArray()
  leads: unknown = [lead('SMT')];
}

function lead(name: unknown): Lead {
  return Object.assign(new Lead(), { name });
}

function messagesFor(changes: Record<string, unknown>, labels = {}): Readonly<Record<string, string>> {
  const errors = validateSync(Object.assign(new Report(), changes), { whitelist: true, forbidNonWhitelisted: true });
  return errorsFrom(errors, labels).messages;
}

describe('errors of class-validator in the user’s words', () => {
  it.each<[Record<string, unknown>, Record<string, string>]>([
    [{}, {}],
    [{ rag: 'blue' }, { rag: 'Choose how the action is going' }],
    [{ commentary: '' }, { commentary: 'Enter the commentary' }],
    [{ commentary: undefined }, { commentary: 'Enter the commentary' }],
    [{ commentary: 5 }, { commentary: 'The commentary must be text' }],
    [{ commentary: 'x'.repeat(401) }, { commentary: 'The commentary must be 400 characters or fewer' }],
    [{ percentComplete: 1.5 }, { percentComplete: 'The percent complete must be a whole number' }],
    [{ percentComplete: -1 }, { percentComplete: 'The percent complete must be 0 or more' }],
    [{ percentComplete: 101 }, { percentComplete: 'The percent complete must be 100 or less' }],
    [{ answer2: 'x' }, { answer2: 'The answer2 must be 3 characters or more' }],
    [{ answer2: 'x'.repeat(21) }, { answer2: 'The answer2 must be 20 characters or fewer' }],
    [{ groupId: 'z' }, { groupId: 'Choose the group id from the list' }],
    [{ reportId: 'z' }, { reportId: 'The report id must be a UUID' }],
    [{ effectiveOn: 'z' }, { effectiveOn: 'The effective on must be a real date, like 2014-06-16' }],
    [{ sender: 'z' }, { sender: 'The sender must be an e-mail address, like name@example.gov.uk' }],
    [{ leads: [] }, { leads: 'Enter the leads' }],
    [{ leads: undefined }, { leads: 'Enter the leads' }],
    [{ leads: 'z' }, { leads: 'The leads must be a list' }],
    [{ leads: [lead('SMT'), lead('')] }, { 'leads.1.name': 'Enter the name' }],
    [{ surplus: 1 }, { surplus: '“surplus” is not a field of this form' }],
  ])('%j', (changes, messages) => {
    expect(messagesFor(changes)).toEqual(messages);
  });

  it('call a field by its label, inside lists too', () => {
    const labels = { percentComplete: 'the percentage done', 'leads.name': 'the lead' };
    expect(messagesFor({ percentComplete: 101, leads: [lead('')] }, labels)).toEqual({
      percentComplete: 'The percentage done must be 100 or less',
      'leads.0.name': 'Enter the lead',
    });
  });
});

describe('the errors of a form', () => {
  it('keep the first message of each field, in order', () => {
    const errors = new FormErrors([
      { field: 'title', message: 'Enter the title' },
      { field: 'due', message: 'Enter the due date' },
      { field: 'title', message: 'Too long' },
    ]);
    expect(errors.items.map(({ message }) => message)).toEqual(['Enter the title', 'Enter the due date']);
    expect(errors.any).toBe(true);
    expect(FormErrors.none.any).toBe(false);
  });

  it('lead to their fields from the summary; one of the whole form leads nowhere', () => {
    const errors = FormErrors.of('Someone else moved the date').and(
      new FormErrors([{ field: 'leads.0.name', message: 'Enter the lead' }]),
    );
    expect(errors.summary).toEqual([
      { text: 'Someone else moved the date' },
      { text: 'Enter the lead', href: '#leads-0-name' },
    ]);
  });
});
