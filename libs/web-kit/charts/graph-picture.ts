import { GRAPH_BOX, type GraphPart, type Point } from './layered-graph';

/** How a picture is called for those who cannot see it. */
export interface GraphNaming {
  /** Begins the ids of its title and description; unique within the page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/**
 * A part of a graph as SVG text without inline styles. Each box is a link, in reading order, so that the keyboard walks the
 * picture as the eye does. It shows nothing that the list beside it does not say as text.
 */
export function graphPicture(part: GraphPart, { id, title, description }: GraphNaming): string {
  const { width, height } = part;
  return (
    `<svg class="mb-graph__picture" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="group"` +
    ` aria-labelledby="${id}-title" aria-describedby="${id}-description">` +
    `<title id="${id}-title">${escaped(title)}</title><desc id="${id}-description">${escaped(description)}</desc>` +
    `<g aria-hidden="true">${part.edges.map(arrow).join('')}</g>${part.nodes.map(box).join('')}</svg>`
  );
}

function box({ label, href, x, y, lines }: GraphPart['nodes'][number], _at: number, all: GraphPart['nodes']): string {
  const { width, lineHeight, padding } = GRAPH_BOX;
  // Boxes are as high as the highest, so that rows are even; a shorter text stands in the middle.
  const most = Math.max(...all.map((node) => node.lines.length));
  const height = padding * 2 + most * lineHeight;
  const first = y + padding + ((most - lines.length) * lineHeight) / 2 + lineHeight * 0.72;
  // Lines are texts of their own with a space between, so that the name reads as words and no space is underlined.
  const texts = lines
    .map(
      (line, index) =>
        `<text class="mb-graph__text" text-anchor="middle" x="${x + width / 2}" y="${round(first + index * lineHeight)}">${escaped(line)}</text>`,
    )
    .join(' ');
  return (
    `<a class="mb-graph__link" href="${escaped(href)}" aria-label="${escaped(label)}">` +
    `<rect class="mb-graph__box" x="${round(x)}" y="${y}" width="${width}" height="${height}" rx="2"/>${texts}</a>`
  );
}

/** A line from below to above with its head at the group that is reported to. */
function arrow({ points, turned }: GraphPart['edges'][number]): string {
  const way = turned ? points : points.toReversed();
  const end = way.at(-1) as Point;
  const before = way.at(-2) as Point;
  const back = Math.sign(before.y - end.y) * 9;
  const tip = { x: end.x, y: end.y + Math.sign(back) * 2 };
  const head = `${round(tip.x)},${round(tip.y)} ${round(tip.x - 5)},${round(tip.y + back)} ${round(tip.x + 5)},${round(tip.y + back)}`;
  const drawn = [...way.slice(0, -1), { x: end.x, y: tip.y + back }];
  return (
    `<path class="mb-graph__edge${turned ? ' mb-graph__edge--turned' : ''}" d="${curve(drawn)}"/>` +
    `<polygon class="mb-graph__head" points="${head}"/>`
  );
}

/** From point to point, leaving and arriving upright. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points as [Point, ...Point[]];
  let last = first;
  const parts = rest.map((point) => {
    const half = (last.y + point.y) / 2;
    const part = `C${round(last.x)} ${round(half)} ${round(point.x)} ${round(half)} ${round(point.x)} ${round(point.y)}`;
    last = point;
    return part;
  });
  return `M${round(first.x)} ${round(first.y)}${parts.join('')}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
