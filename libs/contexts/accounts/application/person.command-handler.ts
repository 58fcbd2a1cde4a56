import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Opened, SealedText } from '@minutebook/kernel';
import { CommandRunner, textRefusal, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import { personDecider, type PersonCommand } from '../domain/person.decider';

/** A command as a form or a JSON body brings it. */
export type PersonInput = Opened<PersonCommand>;

const TEXTS = new Set(['name', 'email']);
/** Longest address that mail can be sent to (RFC 5321, 4.5.3.1). */
const LONGEST_EMAIL = 254;

export function personStream(personId: string): string {
  return `person-${personId}`;
}

export class RecordOnPerson {
  constructor(
    readonly personId: string,
    readonly input: PersonInput,
    readonly request: CommandRequest,
  ) {}
}

@CommandHandler(RecordOnPerson)
export class PersonCommandHandler implements ICommandHandler<RecordOnPerson, CommandOutcome> {
  constructor(private readonly runner: CommandRunner) {}

  async execute({ personId, input, request }: RecordOnPerson): Promise<CommandOutcome> {
    const refused = textRefusal(input, TEXTS) ?? emailRefusal(input.email);
    if (refused) return { refused };
    const stream = personStream(personId);
    return this.runner.run({
      stream,
      // One key for all that is said of a person: destroying it erases them.
      keyId: stream,
      decider: personDecider,
      // Names are sealed wherever they come from: a published document names roles only.
      request: { ...request, published: false },
      command: (texts) => {
        const sealed = (path: string, text: string | undefined): SealedText | undefined =>
          text === undefined ? undefined : (texts.text(path, text) as SealedText);
        const name = sealed('data.name', input.name);
        const email = sealed('data.email', input.email);
        return { ...input, ...(name && { name }), ...(email && { email }) } as PersonCommand;
      },
    });
  }
}

/** What is wrong with an address; nothing where there is none. */
export function emailRefusal(email: string | undefined) {
  if (email === undefined) return undefined;
  const isAddress = email.length <= LONGEST_EMAIL && /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(email);
  return isAddress
    ? undefined
    : {
        rule: 'email-not-an-address',
        field: 'email',
        message: 'Enter an e-mail address, such as name@example.gov.uk.',
      };
}
