import { recordIdOf, type Opened, type OpenedEvent, type RecordedEvent } from '@minutebook/kernel';
import type { Projection, Row, Tables } from '@minutebook/kernel/read-models';
import type { LocalRuleEvent } from '../domain/local-rule.events';

type Of<T extends LocalRuleEvent['type']> = OpenedEvent<RecordedEvent> & Opened<Extract<LocalRuleEvent, { type: T }>>;

/** Every type that this projection handles, so that a forgotten one does not compile. */
const APPLY: { readonly [T in LocalRuleEvent['type']]: (event: Of<T>, tables: Tables) => void } = {
  LocalRuleSet: (event, tables) => versionFrom(event, tables, { value: event.data.value, source: event.data.source }),
  LocalRuleEnded: (event, tables) => versionFrom(event, tables, { value: null, source: null }),
  ClosureDayDeclared: (event, tables) => {
    const { date, name, source } = event.data;
    tables.put('closure', date, { date, name, source, ...settingOf(event) });
    tables.join('closures', 'all', date);
    stands(event, tables);
  },
  ClosureDayWithdrawn: (event, tables) => {
    tables.leave('closures', 'all', event.data.date);
    stands(event, tables);
  },
};

/** A version that begins on the same day replaces the one before. */
function versionFrom(event: Of<'LocalRuleSet' | 'LocalRuleEnded'>, tables: Tables, said: Row): void {
  const { name, from } = event.data;
  tables.put('version', `${name}/${from}`, { from_date: from, ...said, ...settingOf(event) });
  tables.join('versions', name, `${name}/${from}`);
  stands(event, tables);
}

function stands({ stream, revision }: OpenedEvent<RecordedEvent>, tables: Tables): void {
  tables.put('rule', recordIdOf(stream), { revision });
}

function settingOf({ metadata, stream, revision }: OpenedEvent<RecordedEvent>): Row {
  return {
    set_by: metadata.actor.account,
    set_at: metadata.recordedAt,
    reason: metadata.reason ?? null,
    record: `${stream}@${revision}`,
  };
}

const SETTING = { set_by: 'TEXT', set_at: 'INTEGER', reason: 'TEXT', record: 'TEXT' } as const;

/** What the council has settled itself: numbers from a day on, and the days on which it is closed. */
export const localRulesProjection: Projection = {
  name: 'rule-book.local-rules',
  version: 1,
  handles: Object.keys(APPLY),
  tables: {
    // By the name of the rule and the day from which it holds.
    version: { from_date: 'TEXT', value: 'INTEGER', source: 'TEXT', ...SETTING },
    // By its day.
    closure: { date: 'TEXT', name: 'TEXT', source: 'TEXT', ...SETTING },
    // By the name of the rule.
    rule: { revision: 'INTEGER' },
  },
  lists: ['versions', 'closures'],
  apply(event, tables) {
    const apply = APPLY[event.type as LocalRuleEvent['type']] as (event: OpenedEvent, tables: Tables) => void;
    apply(event, tables);
  },
};
