/** A box of the picture; it leads to a page. */
export interface GraphNode {
  readonly id: string;
  readonly label: string;
  readonly href: string;
}

/** An arrow from the lower box to the upper one. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
}

/** One connected part of a graph, drawn by itself. */
export interface GraphPart {
  readonly width: number;
  readonly height: number;
  /** The boxes in reading order: from the top, from left to right. */
  readonly nodes: readonly (GraphNode & {
    readonly x: number;
    readonly y: number;
    readonly lines: readonly string[];
  })[];
  readonly edges: readonly (GraphEdge & {
    /** Where it runs, in pixels: from below the upper box to above the lower one. */
    readonly points: readonly Point[];
    /** It closes a circle: it is drawn against the direction of the others. */
    readonly turned: boolean;
  })[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const BOX = { width: 176, lineHeight: 18, padding: 10, most: 4, letters: 22 } as const;
const GAP = { beside: 20, above: 44, edge: 14 } as const;
const MARGIN = 6;
const SWEEPS = 8;

/** A place in a layer: a box, or where a longer arrow passes. */
interface Place {
  readonly key: string;
  readonly node: GraphNode | undefined;
  readonly width: number;
  readonly layer: number;
  x: number;
}

/**
 * Lays a graph out in layers: who reports to nobody stands at the top, everybody else below the lowest of those that he
 * reports to (longest path). Each connected part is laid out by itself, the largest first; the same graph gives the same
 * picture. Edges that close a circle are turned for the layering and drawn as they are.
 */
export function layeredGraph(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): readonly GraphPart[] {
  const known = new Set(nodes.map(({ id }) => id));
  const within = edges.filter(({ from, to }) => known.has(from) && known.has(to) && from !== to);
  return partsOf(nodes, within)
    .map((part) =>
      layOut(
        part,
        within.filter(({ from }) => part.some(({ id }) => id === from)),
      ),
    )
    .sort((a, b) => b.nodes.length - a.nodes.length);
}

/** The connected parts that have an edge; nodes within each in the order given. */
function partsOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): readonly (readonly GraphNode[])[] {
  const part = new Map<string, string>();
  const rootOf = (id: string): string => {
    const above = part.get(id) ?? id;
    return above === id ? id : rootOf(above);
  };
  for (const { from, to } of edges) part.set(rootOf(from), rootOf(to));
  const joined = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const byRoot = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    if (!joined.has(node.id)) continue;
    const root = rootOf(node.id);
    byRoot.set(root, [...(byRoot.get(root) ?? []), node]);
  }
  return [...byRoot.values()];
}

function layOut(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): GraphPart {
  const turned = turnedIn(nodes, edges);
  const downward = edges.map((edge) => (turned.has(edge) ? { from: edge.to, to: edge.from } : edge));
  const layers = layersOf(nodes, downward);
  const rows: Place[][] = [];
  const put = (place: Place): Place => {
    (rows[place.layer] ??= []).push(place);
    return place;
  };
  const boxes = new Map(
    nodes.map((node) => [
      node.id,
      put({ key: node.id, node, width: BOX.width, layer: layers.get(node.id) ?? 0, x: 0 }),
    ]),
  );
  // An arrow over several layers gets a place in each, so that it runs beside the boxes and not through them.
  const ways = downward.map(({ from, to }, index): readonly Place[] => {
    const [lower, upper] = [boxes.get(from) as Place, boxes.get(to) as Place];
    const passed = Array.from({ length: lower.layer - upper.layer - 1 }, (_, step) =>
      put({ key: `${index}/${step}`, node: undefined, width: GAP.edge, layer: upper.layer + 1 + step, x: 0 }),
    );
    return [upper, ...passed, lower];
  });
  arrange(rows, ways);
  const texts = new Map(nodes.map(({ id, label }) => [id, wrapped(label)]));
  const height = BOX.padding * 2 + BOX.lineHeight * Math.max(...[...texts.values()].map((lines) => lines.length));
  const top = (layer: number): number => MARGIN + layer * (height + GAP.above);
  const placed = rows.flatMap((row) =>
    row.flatMap(({ node, x, layer }) =>
      node ? [{ ...node, x: x - BOX.width / 2, y: top(layer), lines: texts.get(node.id) ?? [] }] : [],
    ),
  );
  const drawn = edges.map((edge, index) => {
    const way = ways[index] as readonly Place[];
    const points = way.flatMap((place, step): Point[] => {
      if (step === 0) return [{ x: arrival(place, way[1] as Place), y: top(place.layer) + height }];
      if (!place.node)
        return [
          { x: place.x, y: top(place.layer) },
          { x: place.x, y: top(place.layer) + height },
        ];
      return [{ x: place.x, y: top(place.layer) }];
    });
    return { ...edge, points, turned: turned.has(edge) };
  });
  return {
    width: Math.ceil(Math.max(...rows.flat().map(({ x, width }) => x + width / 2))) + MARGIN,
    height: top(rows.length - 1) + height + MARGIN,
    nodes: placed,
    edges: drawn,
  };
}

/** Arrows into one box arrive beside each other, each on the side that it comes from. */
function arrival(upper: Place, before: Place): number {
  const reach = upper.width / 2 - 24;
  return upper.x + Math.max(-reach, Math.min(reach, (before.x - upper.x) * 0.2));
}

/** The edges that lead back to a node from which one has just come: without them no circle is left. */
function turnedIn(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): ReadonlySet<GraphEdge> {
  const turned = new Set<GraphEdge>();
  const state = new Map<string, 'open' | 'done'>();
  const visit = (id: string): void => {
    state.set(id, 'open');
    for (const edge of edges) {
      if (edge.from !== id) continue;
      if (state.get(edge.to) === 'open') turned.add(edge);
      else if (!state.has(edge.to)) visit(edge.to);
    }
    state.set(id, 'done');
  };
  for (const { id } of nodes) if (!state.has(id)) visit(id);
  return turned;
}

/** How many steps the longest way up from each node has. */
function layersOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): ReadonlyMap<string, number> {
  const layers = new Map<string, number>();
  const layerOf = (id: string): number => {
    const held = layers.get(id);
    if (held !== undefined) return held;
    const above = edges.filter(({ from }) => from === id).map(({ to }) => layerOf(to) + 1);
    const layer = Math.max(0, ...above);
    layers.set(id, layer);
    return layer;
  };
  for (const { id } of nodes) layerOf(id);
  return layers;
}

/** Orders each row so that arrows cross little, then moves every place as near to its neighbours as its row allows. */
function arrange(rows: readonly Place[][], ways: readonly (readonly Place[])[]): void {
  const neighbours = new Map<Place, Place[]>();
  for (const way of ways)
    way.slice(1).forEach((lower, index) => {
      const upper = way[index] as Place;
      neighbours.set(lower, [...(neighbours.get(lower) ?? []), upper]);
      neighbours.set(upper, [...(neighbours.get(upper) ?? []), lower]);
    });
  const meanOf = (place: Place, layer: number): number => {
    const near = (neighbours.get(place) ?? []).filter((other) => other.layer === layer);
    return near.length === 0 ? place.x : near.reduce((sum, { x }) => sum + x, 0) / near.length;
  };
  for (const row of rows)
    spread(
      row,
      row.map(() => 0),
    );
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const down = sweep % 2 === 0;
    for (const row of down ? rows : rows.toReversed()) {
      const from = (row[0]?.layer ?? 0) + (down ? -1 : 1);
      const wanted = new Map(row.map((place) => [place, meanOf(place, from)]));
      row.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
      spread(
        row,
        row.map((place) => wanted.get(place) ?? 0),
      );
    }
  }
  const left = Math.min(...rows.flat().map(({ x, width }) => x - width / 2));
  for (const place of rows.flat()) place.x += MARGIN - left;
}

/** Puts the places of a row as near to where they are wanted as their widths allow, in their order. */
function spread(row: readonly Place[], wanted: readonly number[]): void {
  let free = -Infinity;
  row.forEach((place, index) => {
    place.x = Math.max(wanted[index] ?? 0, free + place.width / 2);
    free = place.x + place.width / 2 + GAP.beside;
  });
  const off = row.reduce((sum, { x }, index) => sum + x - (wanted[index] ?? 0), 0) / Math.max(1, row.length);
  for (const place of row) place.x -= off;
}

/** A label in lines that fit into a box; what does not fit is cut off with an ellipsis. */
function wrapped(label: string): readonly string[] {
  const lines: string[] = [];
  for (const word of label.split(/\s+/).flatMap(pieces)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= BOX.letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= BOX.most) return lines;
  return [...lines.slice(0, BOX.most - 1), `${(lines[BOX.most - 1] ?? '').slice(0, BOX.letters - 1)}…`];
}

/** A word that is longer than a line is broken. */
function pieces(word: string): readonly string[] {
  return word.match(new RegExp(`.{1,${BOX.letters}}`, 'gu')) ?? [];
}

/** Sizes that whoever draws the picture needs. */
export const GRAPH_BOX = BOX;
