import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { londonDateOf } from '@minutebook/kernel';
import { ReadModels, type AsAt } from '@minutebook/kernel/read-models';
import { CLOCK, type Clock, type CommandOutcome } from '@minutebook/kernel/recording';
import { answerOf, type CommandAnswer } from './answers';
import { notFound } from './api-bodies';
import { listAsked, momentAsked, partOf, type ListPart, type ListQuery, type ReadQuery } from './api-reads';

/** What every handler of the API has in common: a list or a record as it stood when asked for, or the answer to a command. */
@Injectable()
export class ApiExchange {
  constructor(
    private readonly commands: CommandBus,
    private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One part of a list, of all that there was at its moment. */
  async list<T, A>(
    query: ListQuery,
    all: (at: AsAt) => readonly T[],
    present: (one: T, at: AsAt) => A,
  ): Promise<{ readonly items: readonly A[]; readonly next: string | null; readonly asAt: AsAt }> {
    const part = await this.part(query);
    const { items, ...rest } = partOf(all(part.at), part);
    return { items: items.map((one) => present(one, part.at)), ...rest };
  }

  /** The part of a list that is asked for, for lists that are not at hand as a whole. */
  part(query: ListQuery): Promise<ListPart> {
    return listAsked(query, this.readModels, this.today());
  }

  /** One record as it stood. Throws a 404 `Problem` where there was none. */
  async show<T, A extends object>(
    query: ReadQuery,
    find: (at: AsAt) => T | undefined,
    present: (found: T, at: AsAt) => A,
  ): Promise<A & { readonly asAt: AsAt }> {
    const asAt = await momentAsked(query, this.readModels, this.today());
    const found = find(asAt);
    if (found === undefined) throw notFound();
    return { ...present(found, asAt), asAt };
  }

  /** Sends a command on a record and answers what became of it. Throws the `Problem` that its refusal is. */
  async record(id: string, command: object): Promise<CommandAnswer> {
    return this.answer(id, await this.commands.execute<object, CommandOutcome>(command));
  }

  answer(id: string, outcome: CommandOutcome): CommandAnswer {
    return answerOf(id, outcome, this.readModels);
  }

  private today(): string {
    return londonDateOf(this.clock.now());
  }
}
