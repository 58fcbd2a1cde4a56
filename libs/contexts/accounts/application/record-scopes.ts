import { isId, type Belongings } from '@minutebook/kernel';
import type { AsAt } from '@minutebook/kernel/read-models';

/** What kinds of record a route can name. */
export type RecordKind = 'group' | 'plan' | 'action' | 'review' | 'lead';

/** What a context says of its kind of record: what each belongs to, and which there are for a role to be bound to. */
export interface RecordScope {
  /** From the log, so that a right never rests on a read model that lags; undefined where there is no such record. */
  belongings(id: string): Promise<Belongings | undefined>;
  /** Records that a role may be bound to, by name; none where no role is bound to this kind. */
  choices?(at: AsAt): readonly { readonly id: string; readonly name: string }[];
}

/** Where contexts register what their records belong to, so that rights can be bound to records that accounts do not know. */
export class RecordScopes {
  private readonly scopes = new Map<RecordKind, RecordScope>();

  register(kind: RecordKind, scope: RecordScope): void {
    if (this.scopes.has(kind)) throw new Error(`Two contexts say what a ${kind} belongs to`);
    this.scopes.set(kind, scope);
  }

  /** What a record belongs to; undefined where there is no such record. */
  async belongingsOf(kind: RecordKind, id: unknown): Promise<Belongings | undefined> {
    return isId(id) ? this.scopes.get(kind)?.belongings(id) : undefined;
  }

  choices(kind: RecordKind, at: AsAt): readonly { readonly id: string; readonly name: string }[] {
    return this.scopes.get(kind)?.choices?.(at) ?? [];
  }
}
