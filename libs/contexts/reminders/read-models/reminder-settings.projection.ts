import { recordIdOf, type Opened, type OpenedEvent, type RecordedEvent } from '@minutebook/kernel';
import type { Projection, Row, Tables } from '@minutebook/kernel/read-models';
import type { ReminderPreferencesEvent } from '../domain/reminder-preferences.events';
import type { ReminderRulesEvent, RulesScope } from '../domain/reminder-rules.events';
import type { ReminderTestSent, RemindersPaused, RemindersResumed } from '../domain/reminder-switch.events';

type Handled = ReminderRulesEvent | ReminderPreferencesEvent | RemindersPaused | RemindersResumed | ReminderTestSent;
type Of<T extends Handled['type']> = OpenedEvent<RecordedEvent> & Opened<Extract<Handled, { type: T }>>;

/** Every type that this projection handles, so that a forgotten one does not compile. */
const APPLY: { readonly [T in Handled['type']]: (event: Of<T>, tables: Tables, id: string) => void } = {
  ReminderRulesSet: (event, tables, id) =>
    rulesFrom(event, tables, id, event.data.scope, JSON.stringify(event.data.rules)),
  ReminderRulesEnded: (event, tables, id) => rulesFrom(event, tables, id, event.data.scope, null),
  ReminderDeliverySet: (event, tables, id) => {
    const { from, delivery } = event.data;
    const key = `${id}/delivery/${from}`;
    tables.put('delivery', key, { from_date: from, delivery: JSON.stringify(delivery), ...settingOf(event) });
    tables.join('deliveries', 'all', key);
  },

  ReminderPreferencesSet: ({ data, revision }, tables, id) =>
    tables.put('preferences', id, { wanted: JSON.stringify(data.wanted), revision }),
  CalendarFeedOpened: ({ data, metadata, revision }, tables, id) => {
    tables.put('preferences', id, { feed_id: data.feedId, feed_opened_at: metadata.recordedAt, revision });
    tables.put('feed', data.hash, { account: id, feed_id: data.feedId });
  },
  CalendarFeedClosed: ({ revision }, tables, id) =>
    tables.put('preferences', id, { feed_id: null, feed_opened_at: null, revision }),
  AnswerLinksRevoked: ({ metadata, revision }, tables, id) =>
    tables.put('preferences', id, { links_revoked_at: metadata.recordedAt, revision }),

  RemindersPaused: ({ metadata, revision }, tables, id) =>
    tables.put('switch', id, {
      paused_at: metadata.recordedAt,
      paused_by: metadata.actor.account,
      reason: metadata.reason ?? null,
      revision,
    }),
  RemindersResumed: ({ revision }, tables, id) =>
    tables.put('switch', id, { paused_at: null, paused_by: null, reason: null, revision }),
  ReminderTestSent: ({ id: event, data, metadata, revision }, tables, id) => {
    const { account, taken, why } = data;
    tables.put('test', event, { account, taken: taken ? 1 : 0, why: why ?? null, sent_at: metadata.recordedAt });
    tables.join('tests', 'all', event);
    tables.put('switch', id, { revision });
  },
};

/** A version that begins on the same day replaces the one before. */
function rulesFrom(
  event: Of<'ReminderRulesSet' | 'ReminderRulesEnded'>,
  tables: Tables,
  id: string,
  scope: RulesScope,
  rules: string | null,
): void {
  const key = `${id}/${event.data.from}`;
  const of = scope.kind === 'council' ? 'council' : `${scope.kind} ${scope.id}`;
  tables.put('rules', key, {
    scope_kind: scope.kind,
    scope_id: scope.kind === 'council' ? null : scope.id,
    from_date: event.data.from,
    rules,
    ...settingOf(event),
  });
  tables.join('versions', of, key);
  tables.put('scope', of, { kind: scope.kind, id: scope.kind === 'council' ? null : scope.id });
  tables.join('scopes', 'all', of);
}

function settingOf({ metadata, revision }: OpenedEvent<RecordedEvent>): Row {
  return { set_by: metadata.actor.account, set_at: metadata.recordedAt, reason: metadata.reason ?? null, revision };
}

const SETTING = { set_by: 'TEXT', set_at: 'INTEGER', reason: 'TEXT', revision: 'INTEGER' } as const;

/** What people have set about reminders: rules, delivery, preferences, calendar addresses, the switch and its tests. */
export const reminderSettingsProjection: Projection = {
  name: 'reminders.settings',
  version: 1,
  handles: Object.keys(APPLY),
  tables: {
    // By the id of the rules and the day from which they hold.
    rules: { scope_kind: 'TEXT', scope_id: 'TEXT', from_date: 'TEXT', rules: 'TEXT', ...SETTING },
    scope: { kind: 'TEXT', id: 'TEXT' },
    delivery: { from_date: 'TEXT', delivery: 'TEXT', ...SETTING },
    // By account.
    preferences: {
      wanted: 'TEXT',
      feed_id: 'TEXT',
      feed_opened_at: 'INTEGER',
      links_revoked_at: 'INTEGER',
      revision: 'INTEGER',
    },
    // By the SHA-256 of the secret in the address.
    feed: { account: 'TEXT', feed_id: 'TEXT' },
    switch: { paused_at: 'INTEGER', paused_by: 'TEXT', reason: 'TEXT', revision: 'INTEGER' },
    test: { account: 'TEXT', taken: 'INTEGER', why: 'TEXT', sent_at: 'INTEGER' },
  },
  lists: ['versions', 'scopes', 'deliveries', 'tests'],
  apply(event, tables) {
    const apply = APPLY[event.type as Handled['type']] as (event: OpenedEvent, tables: Tables, id: string) => void;
    apply(event, tables, recordIdOf(event.stream));
  },
};
