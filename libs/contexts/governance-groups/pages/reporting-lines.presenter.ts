import { londonDateOf, type LocalDate } from '@minutebook/kernel';
import { atMoment, layeredGraph, withQuery, type GraphPart, type Link, type PageMoment } from '@minutebook/web-kit';
import type { GroupSummary, ReportingLine } from '../read-models/groups.query';
import { circlesIn } from '../read-models/reporting-circles';
import { groupPaths } from './group-paths';

/** A line as the list shows it. */
export interface LineRow {
  readonly from: Link;
  readonly to: Link;
  readonly how: string | null;
  readonly source: string | null;
  readonly since: LocalDate;
  readonly illustrative: boolean;
  /** The group that is reported to was merged or dissolved. */
  readonly isLoose: boolean;
  /** The form that ends it, for those who may. */
  readonly end: string | undefined;
}

/** What reporting-lines.njk shows. */
export interface ReportingLinesPage {
  /** Each connected part of the graph, with what it is called. */
  readonly parts: readonly { readonly part: GraphPart; readonly title: string; readonly description: string }[];
  readonly rows: readonly LineRow[];
  /** Groups that report to nobody and to whom nobody reports. */
  readonly apart: readonly Link[];
  readonly anyGroup: boolean;
  /** Each circle as a sentence. */
  readonly circles: readonly string[];
  readonly exportHref: string;
}

export function presentReportingLines(
  groups: readonly GroupSummary[],
  lines: readonly ReportingLine[],
  moment: PageMoment,
  mayDraw: boolean,
): ReportingLinesPage {
  const here = (path: string): string => atMoment(path, moment);
  const linkTo = ({ id, name }: { readonly id: string; readonly name: string }): Link => ({
    text: name,
    href: here(groupPaths.show(id)),
  });
  const edges = lines.map(({ from, to }) => ({ from: from.id, to: to.id }));
  const nodes = groups.map((group) => ({ id: group.id, label: group.name, href: linkTo(group).href }));
  const joined = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return {
    parts: layeredGraph(nodes, edges).map(namedPart),
    rows: lines.map((line) => ({
      from: linkTo(line.from),
      to: linkTo(line.to),
      how: line.how,
      source: line.source,
      since: londonDateOf(line.drawn),
      isLoose: line.isLoose,
      illustrative: line.origin === 'demonstration',
      end: mayDraw ? endLinePath(line) : undefined,
    })),
    apart: groups.filter(({ id, standing }) => !joined.has(id) && standing === 'standing').map(linkTo),
    anyGroup: groups.length > 0,
    circles: circlesIn(lines).map(
      (circle) => `${circle.map(({ name }) => name).join(' → ')} → ${circle[0]?.name ?? ''}`,
    ),
    exportHref: here(groupPaths.linesExport),
  };
}

/** The form that ends a line. */
export function endLinePath({ from, to }: ReportingLine): string {
  return withQuery(groupPaths.step(from.id, 'end-reporting-line'), { to: to.id });
}

/** A part is called after the groups at its top: those that receive and report to nobody within it. */
function namedPart(part: GraphPart): ReportingLinesPage['parts'][number] {
  const top = Math.min(...part.nodes.map(({ y }) => y));
  const heads = part.nodes.filter(({ y }) => y === top).map(({ label }) => label);
  const [first = '', ...others] = heads;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return {
    part,
    title: `Up to ${first}${more}`,
    description: `${part.nodes.length} groups and ${part.edges.length} reporting lines, from the bottom to the top. The list below says the same in words.`,
  };
}
