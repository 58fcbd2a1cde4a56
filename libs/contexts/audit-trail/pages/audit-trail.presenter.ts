import type { LocalDate } from '@minutebook/kernel';
import { withQuery, type PageMoment } from '@minutebook/web-kit';
import type { TrailLine } from '../read-models/trail.query';
import { AUDIT_TRAIL_CSV_PATH, auditTrailPath, type TrailAddress } from './audit-trail-paths';
import type { TrailAsked } from './trail-asked';
import { presentTrailLine, type NameOf, type TrailLineView } from './trail-line.presenter';

/** One choice of a filter. */
export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** What audit-trail.njk shows. */
export interface AuditTrailPage {
  readonly asked: TrailAddress;
  readonly kept: readonly { readonly name: string; readonly value: string }[];
  readonly isNarrowed: boolean;
  readonly records: readonly Choice[];
  readonly groups: readonly Choice[];
  readonly actors: readonly Choice[];
  readonly kinds: readonly Choice[];
  /** Lines by the day on which they were recorded. */
  readonly days: readonly { readonly date: LocalDate; readonly lines: readonly TrailLineView[] }[];
  readonly oldestFirst: boolean;
  readonly turnHref: string;
  readonly exportHref: string;
  /** The link that goes back towards the beginning of the list, and the one that goes on. */
  readonly back: string | undefined;
  readonly on: string | undefined;
}

/** What the filters may be set to. */
export interface TrailChoices {
  readonly records: readonly Choice[];
  readonly groups: readonly Choice[];
  readonly actors: readonly string[];
  readonly kinds: readonly { readonly type: string; readonly label: string }[];
}

/** The lines of one page in the order in which they are shown, and whether there are more on either side. */
export interface TrailPart {
  readonly lines: readonly TrailLine[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

const ALL = { value: '', text: 'All' };

export function presentAuditTrail(
  asked: TrailAsked,
  moment: PageMoment,
  part: TrailPart,
  choices: TrailChoices,
  nameOf: NameOf,
): AuditTrailPage {
  const { address, oldestFirst } = asked;
  const order = oldestFirst ? 'oldest' : undefined;
  const here = withQuery(auditTrailPath(address), { asAt: moment.asked, order });
  const lines = part.lines.map((line) => presentTrailLine(line, nameOf));
  const numbers = part.lines.map(({ recordNumber }) => recordNumber);
  const older = part.hasOlder ? withQuery(here, { before: Math.min(...numbers) }) : undefined;
  const newer = part.hasNewer ? withQuery(here, { after: Math.max(...numbers) }) : undefined;
  return {
    asked: address,
    kept: [
      ...(moment.asked === undefined ? [] : [{ name: 'asAt', value: moment.asked }]),
      ...(order === undefined ? [] : [{ name: 'order', value: order }]),
    ],
    isNarrowed: Object.values(address).some((value) => value !== undefined && value !== ''),
    records: withAsked([ALL, ...choices.records], address.record, part.lines[0]?.name),
    groups: withAsked([ALL, ...choices.groups], address.group),
    actors: withAsked([ALL, ...choices.actors.map((id) => ({ value: id, text: nameOf(id) }))], address.actor),
    kinds: withAsked([ALL, ...choices.kinds.map(({ type, label }) => ({ value: type, text: label }))], address.kind),
    days: byDay(lines),
    oldestFirst,
    turnHref: withQuery(here, { order: oldestFirst ? undefined : 'oldest' }),
    exportHref: withQuery(here.replace(/^[^?]*/, AUDIT_TRAIL_CSV_PATH), { order: undefined }),
    back: oldestFirst ? older : newer,
    on: oldestFirst ? newer : older,
  };
}

/** What the address asks for stays chosen, also where the list does not offer it. */
function withAsked(choices: readonly Choice[], asked: string | undefined, name = asked): readonly Choice[] {
  if (asked === undefined || choices.some(({ value }) => value === asked)) return choices;
  return [...choices, { value: asked, text: name ?? asked }];
}

function byDay(lines: readonly TrailLineView[]): { date: LocalDate; lines: TrailLineView[] }[] {
  const days: { date: LocalDate; lines: TrailLineView[] }[] = [];
  for (const line of lines) {
    const day = days.at(-1);
    if (day?.date === line.date) day.lines.push(line);
    else days.push({ date: line.date, lines: [line] });
  }
  return days;
}
