import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Opened } from '@minutebook/kernel';
import {
  CommandRunner,
  reasonRefusal,
  textRefusal,
  type CommandOutcome,
  type CommandRequest,
  type EventTexts,
  type EventText,
} from '@minutebook/kernel/recording';
import type { LocalDate, Refusal } from '@minutebook/kernel';
import type { AskForErasure, ConfirmErasure, ErasureRequestCommand } from '../domain/erasure-request.commands';
import { erasureRequestDecider } from '../domain/erasure-request.decider';
import { erasureRequestRefusal } from '../domain/erasure-request.refusals';
import type { ErasureRequestState } from '../domain/erasure-request.state';
import { answerLimitOn, endOf } from '../domain/retention-rules';
import { ErasureTargets, type TargetAsked } from './erasure-targets';
import { RetainedRecords } from './retained-records';
import { StandingInTheWay } from './standing-in-the-way';
import { erasureRequestStream } from './streams';

/** A command on a request, its texts plain, without what the handler looks up itself. */
export type ErasureRequestInput =
  | ({ readonly type: 'ask'; readonly target: TargetAsked } & Opened<
      Pick<AskForErasure, 'ground' | 'authority' | 'wording'>
    >)
  | { readonly type: 'agree' | 'decline' | 'withdraw' }
  | ConfirmErasure;

const TEXTS = new Set(['authority', 'wording']);
/** What is decided about somebody else's wish needs to be explained. */
const NEEDS_REASON: readonly ErasureRequestInput['type'][] = ['ask', 'decline'];
/** Shorter words occur in names and in everything else. */
const SHORTEST_NAME_PART = 3;

export class RecordOnErasureRequest {
  constructor(
    readonly requestId: string,
    readonly input: ErasureRequestInput,
    readonly request: CommandRequest,
  ) {}
}

@CommandHandler(RecordOnErasureRequest)
export class ErasureRequestCommandHandler implements ICommandHandler<RecordOnErasureRequest, CommandOutcome> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly targets: ErasureTargets,
    private readonly records: RetainedRecords,
    private readonly standing: StandingInTheWay,
  ) {}

  async execute({ requestId, input, request }: RecordOnErasureRequest): Promise<CommandOutcome> {
    const refused =
      textRefusal(input, TEXTS) ??
      (NEEDS_REASON.includes(input.type) || request.reason !== undefined ? reasonRefusal(request.reason) : undefined) ??
      (input.type === 'ask' ? await this.repeats(input, request.reason ?? '') : undefined);
    if (refused) return { refused };
    return this.runner.run({
      stream: erasureRequestStream(requestId),
      decider: erasureRequestDecider,
      request,
      command: (texts, today, state) => this.commandOf(input, request, { texts, today, state }),
    });
  }

  private async commandOf(
    input: ErasureRequestInput,
    { actor }: CommandRequest,
    at: { readonly texts: EventTexts; readonly today: LocalDate; readonly state: ErasureRequestState },
  ): Promise<ErasureRequestCommand> {
    switch (input.type) {
      case 'ask': {
        const { target, ...said } = input;
        const { id: answerRule, period } = answerLimitOn(at.today);
        const found = await this.targets.find(target);
        return { ...at.texts.texts(said, TEXTS), found, answerBy: endOf(period, at.today), answerRule };
      }
      case 'agree':
        return this.agreement(actor.account, at.state, at.today);
      case 'confirm':
        return input;
      default:
        return { type: input.type, by: actor.account };
    }
  }

  private async agreement(by: string, state: ErasureRequestState, today: LocalDate): Promise<ErasureRequestCommand> {
    if (state.status === 'not-asked')
      return { type: 'agree', by, found: { state: 'missing' }, events: [], inTheWay: { holds: [] } };
    const { target } = state.asked;
    const { events, neededBy } = await this.targets.eventsOf(target);
    const inTheWay = await this.standing.of(events, today);
    const classId = events[0] && this.records.classOf(events[0].stream);
    return {
      type: 'agree',
      by,
      found: await this.targets.find(target),
      events,
      inTheWay: { ...inTheWay, ...(neededBy !== undefined && { neededBy }) },
      ...(classId !== undefined && { retentionClass: classId }),
    };
  }

  /** What stays of a request must not repeat what it asks to have erased. */
  private async repeats(
    { target, authority, wording }: Extract<ErasureRequestInput, { type: 'ask' }>,
    reason: string,
  ): Promise<Refusal | undefined> {
    const texts = await this.targets.textsOf(target);
    const goes = target.kind === 'person' ? texts.flatMap(nameParts) : texts.map(({ text }) => text);
    const said = { reason, authority, ...(wording !== undefined && { wording }) };
    const field = Object.entries(said).find(([, text]) => goes.some((gone) => holdsWords(text, gone)))?.[0];
    return field === undefined ? undefined : erasureRequestRefusal('reason-names-what-goes', { field });
  }
}

function nameParts({ path, text }: EventText): readonly string[] {
  return path === 'metadata.reason' ? [] : text.split(/[\s,]+/).filter(({ length }) => length >= SHORTEST_NAME_PART);
}

/** Whether a text holds another as whole words, whatever their case. */
function holdsWords(text: string, words: string): boolean {
  const spaced = (value: string): string =>
    ` ${value
      .toLowerCase()
      .replace(/[^\p{L}\p{N}@]+/gu, ' ')
      .trim()} `;
  const wanted = spaced(words);
  return wanted.trim() !== '' && spaced(text).includes(wanted);
}
