import { Injectable } from '@nestjs/common';
import type { DueFact, DueFactConcern, DueFactFrame, StandingFact } from '@minutebook/kernel';
import { ReadModels, type AsAt, type TemporalReader, type Version } from '@minutebook/kernel/read-models';
import { DUE_FACTS, groupKey, holderKey, withinKey } from './due-facts.projection';

type At = Pick<AsAt, 'recordNumber'>;

/** Most facts that are kept as they were read. */
const KEPT_FACTS = 10_000;

/** Asks what is due, as it stood at a moment. */
@Injectable()
export class DueFactsQuery {
  /** By record, in the version that was read last: a sweep reads all that are open, and few have changed. */
  private readonly kept = new Map<string, { readonly recordNumber: number; readonly fact: DueFact }>();

  constructor(private readonly readModels: ReadModels) {}

  fact(stream: string, at: At = this.head): StandingFact | undefined {
    const row = this.reader.row('fact', stream, at.recordNumber);
    return row && this.standing(row, at, new Map());
  }

  /** Every fact of which something can be due. */
  open(at: At = this.head): readonly StandingFact[] {
    return this.standings(this.reader.members('fact', 'open', 'all', at.recordNumber), at);
  }

  /** The open facts that concern any of these, each once. */
  concerning(concerns: readonly DueFactConcern[], at: At = this.head): readonly StandingFact[] {
    const rows = new Map<string, Version>();
    const add = (key: string): void => {
      for (const row of this.reader.members('fact', 'concerns', key, at.recordNumber)) rows.set(row.key, row);
    };
    for (const concern of concerns) {
      if (concern.kind === 'within') add(withinKey(concern.stream));
      else if (concern.kind === 'group') {
        add(groupKey(concern.id));
        for (const { key } of this.reader.members('frame', 'concerns', groupKey(concern.id), at.recordNumber))
          add(withinKey(key));
      } else add(holderKey({ kind: concern.kind === 'leading-group' ? 'group' : concern.kind, id: concern.id }));
    }
    return this.standings([...rows.values()], at);
  }

  /** The record around others, such as a plan, and whose it is. */
  frame(stream: string, at: At = this.head): DueFactFrame | undefined {
    const text = this.reader.row('frame', stream, at.recordNumber)?.['frame'];
    return typeof text === 'string' ? (JSON.parse(text) as DueFactFrame) : undefined;
  }

  private standings(rows: readonly Version[], at: At): readonly StandingFact[] {
    const frames = new Map<string, DueFactFrame | undefined>();
    return rows.map((row) => this.standing(row, at, frames)).filter(({ open }) => open);
  }

  private standing(row: Version, at: At, frames: Map<string, DueFactFrame | undefined>): StandingFact {
    const fact = this.factOf(row);
    const frame = fact.within === undefined ? undefined : this.frameOf(fact.within, at, frames);
    const group = fact.group ?? frame?.group;
    return {
      ...fact,
      stream: row.key,
      revision: Number(row['revision']),
      open: fact.open && frame?.open !== false,
      ...(group !== undefined && { group }),
      answer:
        row['answer_revision'] === null
          ? undefined
          : {
              revision: Number(row['answer_revision']),
              recordNumber: Number(row['answer_record']),
              on: String(row['answer_on']),
            },
    };
  }

  private factOf({ key, recordNumber, fact: text }: Version): DueFact {
    const known = this.kept.get(key);
    if (known?.recordNumber === recordNumber) return known.fact;
    if (this.kept.size >= KEPT_FACTS) this.kept.clear();
    const fact = JSON.parse(String(text)) as DueFact;
    this.kept.set(key, { recordNumber, fact });
    return fact;
  }

  private frameOf(stream: string, at: At, frames: Map<string, DueFactFrame | undefined>): DueFactFrame | undefined {
    if (!frames.has(stream)) frames.set(stream, this.frame(stream, at));
    return frames.get(stream);
  }

  private get head(): At {
    return { recordNumber: this.readModels.reached.recordNumber };
  }

  private get reader(): TemporalReader {
    return this.readModels.reader(DUE_FACTS);
  }
}
