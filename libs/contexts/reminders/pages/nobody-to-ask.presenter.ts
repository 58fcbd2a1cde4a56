import type { DueFactHolder, StandingFact } from '@minutebook/kernel';
import type { Link } from '@minutebook/web-kit';
import type { Unheld, Unreachable } from '../application/nobody-to-ask';

/** Records that a line names. */
const NAMED = 5;

/** What nobody-to-ask.njk shows. */
export interface NobodyToAskPage {
  readonly unheld: readonly (RecordsView & {
    readonly name: string;
    readonly kind: string;
    readonly instead: string;
    readonly isNobody: boolean;
  })[];
  readonly unreachable: readonly (RecordsView & { readonly name: string; readonly href: string | undefined })[];
  readonly mayAdminister: boolean;
}

interface RecordsView {
  readonly count: number;
  readonly records: readonly (Link & { readonly title: string })[];
  readonly more: number;
}

interface Known {
  readonly nameOf: (account: string) => string;
  readonly mayAdminister: boolean;
}

/** Told of what is no role: the column says so of the others. */
const KINDS: Readonly<Record<DueFactHolder['kind'], string>> = {
  role: '',
  group: 'group without a chair',
  account: 'account',
};

export function presentNobodyToAsk(
  unheld: readonly Unheld[],
  unreachable: readonly Unreachable[],
  { nameOf, mayAdminister }: Known,
): NobodyToAskPage {
  return {
    unheld: unheld.map((each) => ({
      name: each.holder?.name ?? 'No lead is named',
      kind: each.holder ? KINDS[each.holder.kind] : '',
      instead: insteadOf(each, nameOf),
      isNobody: each.withoutAnybody > 0,
      ...recordsView(each.facts),
    })),
    unreachable: unreachable.map(({ account, facts }) => ({
      name: nameOf(account),
      href: mayAdminister ? `/people/${account}` : undefined,
      ...recordsView(facts),
    })),
    mayAdminister,
  };
}

/** Whom mail about them goes to. */
function insteadOf({ instead, withoutAnybody, facts }: Unheld, nameOf: Known['nameOf']): string {
  const people = instead.map(nameOf).sort((a, b) => a.localeCompare(b, 'en-GB'));
  if (withoutAnybody === facts.length) return 'Nobody';
  const asked = people.join(', ');
  return withoutAnybody === 0 ? asked : `${asked}; for ${withoutAnybody} of them nobody is asked`;
}

function recordsView(facts: readonly StandingFact[]): RecordsView {
  const sorted = [...facts].sort((a, b) => a.reference.localeCompare(b.reference, 'en-GB', { numeric: true }));
  return {
    count: sorted.length,
    records: sorted.slice(0, NAMED).map(({ reference, title, path }) => ({ text: reference, href: path, title })),
    more: Math.max(0, sorted.length - NAMED),
  };
}
