import { Injectable } from '@nestjs/common';
import type { StandingFact } from '@minutebook/kernel';
import { ReminderKinds, type AnswerForm } from './reminder-kinds';
import { KnownDueFacts } from './what-is-known';

/** The records that messages ask about, and how those are answered for. */
@Injectable()
export class AskedRecords {
  constructor(
    private readonly facts: KnownDueFacts,
    private readonly kinds: ReminderKinds,
  ) {}

  formOf({ kind }: Pick<StandingFact, 'kind'>): AnswerForm | undefined {
    return this.kinds.kind(kind)?.answer;
  }

  of(stream: string): { readonly fact: StandingFact; readonly form: AnswerForm } | undefined {
    const fact = this.facts.fact(stream);
    const form = fact && this.formOf(fact);
    return fact && form && { fact, form };
  }
}
