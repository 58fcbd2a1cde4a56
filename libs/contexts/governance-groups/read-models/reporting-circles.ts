import type { GroupName, ReportingLine } from './groups.query';

/**
 * The circles that lines close, each as the groups on its way: two lines that are drawn at one moment from both ends are
 * each right by themselves (architecture, section 3), so that a circle can stand until somebody ends a line.
 */
export function circlesIn(lines: readonly ReportingLine[]): readonly (readonly GroupName[])[] {
  const found = new Map<string, readonly GroupName[]>();
  for (const { from, to } of lines) {
    const way = wayBetween(to, from.id, lines);
    if (!way) continue;
    const members = way.map(({ id }) => id).sort();
    if (!found.has(members.join(' '))) found.set(members.join(' '), way);
  }
  return [...found.values()];
}

function wayBetween(from: GroupName, to: string, lines: readonly ReportingLine[]): readonly GroupName[] | undefined {
  const met = new Set([from.id]);
  const waiting: (readonly GroupName[])[] = [[from]];
  for (let way = waiting.shift(); way; way = waiting.shift()) {
    const last = way.at(-1);
    if (last?.id === to) return way;
    for (const line of lines) {
      if (line.from.id !== last?.id || met.has(line.to.id)) continue;
      met.add(line.to.id);
      waiting.push([...way, line.to]);
    }
  }
  return undefined;
}
