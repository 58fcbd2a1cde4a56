import { Injectable } from '@nestjs/common';
import { classesOf, PersonDirectory, type Account } from '@minutebook/accounts';
import { TrailQuery, trailEntryPath } from '@minutebook/audit-trail';
import { categoryOf, recordIdOf, type AccessClass } from '@minutebook/kernel';
import type { AsAt } from '@minutebook/kernel/read-models';

/** What a request or a hold is about, as its pages show it. */
export interface SubjectView {
  /** What the record is called. */
  readonly name: string;
  readonly href: string | undefined;
  /** Of the texts of one event: how it reads, and its own page. */
  readonly event: { readonly sentence: string; readonly recordNumber: number; readonly href: string } | undefined;
}

/** Names the records that requests and holds are about, from the audit trail. */
@Injectable()
export class ErasureSubjects {
  constructor(
    private readonly trail: TrailQuery,
    private readonly persons: PersonDirectory,
  ) {}

  subject(stream: string, revision: number | null, at: AsAt, reader: Account): SubjectView {
    const classes = classesOf(reader);
    const line = revision === null ? undefined : this.trail.lineAt({ stream, revision }, at, classes);
    const { name, href } = this.record(stream, at, classes);
    return {
      name,
      href,
      event: line && {
        sentence: line.sentence,
        recordNumber: line.recordNumber,
        href: trailEntryPath(line.recordNumber),
      },
    };
  }

  /** What a record is called now; its stream where the trail has no name for it. */
  private record(
    stream: string,
    at: AsAt,
    classes: readonly AccessClass[],
  ): { readonly name: string; readonly href: string | undefined } {
    const first = this.trail.lineAt({ stream, revision: 0 }, at, classes);
    const named = this.trail.page({ record: stream, classes }, at, 1).lines[0];
    const line = named?.stream === stream ? named : first;
    if (categoryOf(stream) === 'person') return { name: this.personName(recordIdOf(stream)), href: undefined };
    return { name: line?.name ?? stream, href: line?.path ?? undefined };
  }

  /** Opened in memory for this page; the opaque number where there is no name, or not any more. */
  private personName(id: string): string {
    return this.persons.nameOf(id) ?? `Person ${id}`;
  }
}
