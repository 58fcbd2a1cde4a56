import { londonDateOf, type LocalDate } from '@minutebook/kernel';
import { DEFAULT_DELIVERY, DEFAULT_RULES, deliveryInWords, inForce, rulesInWords } from '../application/rules-in-force';
import type { Dated, RulesScope } from '../domain/reminder-rules.events';
import type { DeliveryVersion, RulesVersion, Setting } from '../read-models/reminder-settings.query';
import { reminderPaths } from './reminder-paths';

/** What reminder-rules.njk shows. */
export interface RulesBoardPage {
  readonly rows: readonly RulesRow[];
  readonly delivery: readonly SettingRow[];
  readonly setHref: string | undefined;
  readonly setDeliveryHref: string | undefined;
  readonly preferencesHref: string;
  readonly operationsHref: string | undefined;
  readonly paused: { readonly on: LocalDate; readonly by: string; readonly reason: string | null } | undefined;
}

/** One version, in words. */
interface SettingRow {
  readonly words: string;
  /** Undefined for a default, which has no beginning that a council could tell. */
  readonly from: LocalDate | undefined;
  readonly isToCome: boolean;
  readonly setBy: string | undefined;
  readonly setOn: LocalDate | undefined;
  readonly reason: string | null;
  /** Of a default: where it is from, and whether anybody has confirmed it. */
  readonly source: string | undefined;
  readonly status: string | undefined;
}

interface RulesRow extends SettingRow {
  readonly name: string;
  /** Empty for the council: there is one. */
  readonly kind: string;
  readonly setHref: string | undefined;
  readonly endHref: string | undefined;
}

/** A scope with its versions, and whether the reader may set them. */
export interface ScopeShown {
  readonly scope: RulesScope;
  readonly name: string;
  readonly versions: readonly RulesVersion[];
  readonly maySet: boolean;
}

const KINDS: Readonly<Record<RulesScope['kind'], string>> = { council: '', group: 'Group', plan: 'Plan' };
const STATUS: Readonly<Record<(typeof DEFAULT_RULES)[number]['status'], string>> = {
  sourced: 'From its source',
  'to-be-confirmed': 'To be confirmed by the council',
  local: 'Settled by the council',
};

type NameOf = (account: string) => string;

/** The rules of a scope that hold on a day and those to come; the council's defaults where it has set none. */
export function presentRules(
  { scope, name, versions, maySet }: ScopeShown,
  on: LocalDate,
  nameOf: NameOf,
): readonly RulesRow[] {
  const shown = currentAndToCome(versions, on);
  const head = {
    name,
    kind: KINDS[scope.kind],
    setHref: maySet ? reminderPaths.setRulesOf(scope) : undefined,
    endHref: maySet && versions.at(-1)?.value ? reminderPaths.endRulesOf(scope) : undefined,
  };
  const rows = shown.flatMap((version): RulesRow[] => {
    const { from, value } = version;
    if (value === null && from <= on) return [];
    const words = value === null ? ['no rules of its own: those around it hold'] : rulesInWords(value);
    return [{ ...head, ...settingRow(version, words, on, nameOf) }];
  });
  const hasOwnNow = shown.some(({ from, value }) => from <= on && value !== null);
  return scope.kind === 'council' && !hasOwnNow
    ? [{ ...head, ...defaultRow(inForce(DEFAULT_RULES, on), rulesInWords) }, ...rows]
    : rows;
}

export function presentDelivery(own: readonly DeliveryVersion[], on: LocalDate, nameOf: NameOf): readonly SettingRow[] {
  const rows = currentAndToCome(own, on).map((version) =>
    settingRow(version, deliveryInWords(version.value), on, nameOf),
  );
  return own.some(({ from }) => from <= on)
    ? rows
    : [defaultRow(inForce(DEFAULT_DELIVERY, on), deliveryInWords), ...rows];
}

function currentAndToCome<T extends Dated<unknown>>(versions: readonly T[], on: LocalDate): readonly T[] {
  const current = versions.filter(({ from }) => from <= on).at(-1);
  return versions.filter((version) => version === current || version.from > on);
}

function settingRow(
  { from, setBy, setAt, reason }: Dated<unknown> & Setting,
  words: readonly string[],
  on: LocalDate,
  nameOf: NameOf,
): SettingRow {
  const told = { setBy: nameOf(setBy), setOn: londonDateOf(setAt), reason };
  return { words: asSentence(words), from, isToCome: from > on, ...told, source: undefined, status: undefined };
}

function defaultRow<T extends { readonly source: string; readonly status: keyof typeof STATUS }>(
  value: T,
  inWords: (value: T) => readonly string[],
): SettingRow {
  const nobody = { from: undefined, isToCome: false, setBy: undefined, setOn: undefined, reason: null };
  return { words: asSentence(inWords(value)), ...nobody, source: value.source, status: STATUS[value.status] };
}

function asSentence(clauses: readonly string[]): string {
  const joined = clauses.join('; ');
  return joined.charAt(0).toUpperCase() + joined.slice(1);
}
