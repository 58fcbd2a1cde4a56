import fc from 'fast-check';
import { graphPicture } from './graph-picture';
import { layeredGraph, type GraphEdge, type GraphNode, type GraphPart } from './layered-graph';

const node = (id: string): GraphNode => ({ id, label: `Group ${id}`, href: `/governance-groups/${id}` });
const nodesOf = (ids: string): readonly GraphNode[] => [...ids].map(node);
const edgesOf = (...pairs: readonly string[]): readonly GraphEdge[] =>
  pairs.map((pair) => ({ from: pair.charAt(0), to: pair.charAt(1) }));

/** The ids of each row, from the top. */
function rowsOf({ nodes }: GraphPart): readonly string[] {
  const rows = [...new Set(nodes.map(({ y }) => y))];
  return rows.map((at) =>
    nodes
      .filter(({ y }) => y === at)
      .map(({ id }) => id)
      .join(''),
  );
}

describe('a layered graph', () => {
  it('has at the top what reports to nobody, and each other below the lowest of those that it reports to', () => {
    const [part] = layeredGraph(nodesOf('swbt'), edgesOf('ws', 'wb', 'bt'));

    expect(part && rowsOf(part).map((row) => [...row].toSorted().join(''))).toEqual(['st', 'b', 'w']);
  });

  it('has one part for each group of nodes that hang together, the largest first, and none for what stands alone', () => {
    const parts = layeredGraph(nodesOf('abcdex'), edgesOf('ab', 'cd', 'ed'));

    expect(
      parts.map(({ nodes }) =>
        nodes
          .map(({ id }) => id)
          .toSorted()
          .join(''),
      ),
    ).toEqual(['cde', 'ab']);
  });

  it('survives a circle, and says which arrow closes it', () => {
    const [part] = layeredGraph(nodesOf('abc'), edgesOf('ab', 'bc', 'ca'));

    expect(part?.edges.filter(({ turned }) => turned)).toMatchObject([{ from: 'c', to: 'a' }]);
    expect(part?.nodes).toHaveLength(3);
  });

  it('leads a long arrow beside the boxes that lie between', () => {
    const [part] = layeredGraph(nodesOf('abc'), edgesOf('cb', 'ba', 'ca'));

    const between = part?.nodes.find(({ id }) => id === 'b');
    const passing = part?.edges.find(({ from, to }) => from === 'c' && to === 'a')?.points[1];
    expect(passing && between && (passing.x < between.x || passing.x > between.x + 176)).toBe(true);
  });

  it('leaves out what leads to a node that is not there, or to itself', () => {
    expect(layeredGraph(nodesOf('ab'), edgesOf('ax', 'bb'))).toEqual([]);
  });

  it('keeps boxes apart and within the picture, turns every circle, and is the same each time', () => {
    const letters = 'abcdefgh';
    const graph = fc.array(fc.tuple(fc.constantFrom(...letters), fc.constantFrom(...letters)), { maxLength: 16 });
    fc.assert(
      fc.property(graph, (pairs) => {
        const edges = [...new Set(pairs.map(([from, to]) => from + to))].flatMap((pair) => edgesOf(pair));

        const parts = layeredGraph(nodesOf(letters), edges);

        for (const { nodes, edges: drawn, width, height } of parts) {
          for (const { x, y } of nodes) expect(x >= 0 && x + 176 <= width && y >= 0 && y < height).toBe(true);
          for (const one of nodes)
            for (const other of nodes)
              if (one !== other && one.y === other.y) expect(Math.abs(one.x - other.x)).toBeGreaterThanOrEqual(176);
          for (const { from, to, turned } of drawn) {
            const [lower, upper] = [nodes.find(({ id }) => id === from), nodes.find(({ id }) => id === to)];
            expect(Number(lower?.y) > Number(upper?.y)).toBe(!turned);
          }
        }
        expect(layeredGraph(nodesOf(letters), edges)).toEqual(parts);
      }),
    );
  });
});

describe('the picture of a graph', () => {
  const naming = { id: 'lines-1', title: 'Reporting lines', description: 'Who reports to whom' };

  it('is named and described, and its boxes are links in reading order', () => {
    const [part] = layeredGraph(nodesOf('wbs'), edgesOf('ws', 'wb'));
    const picture = graphPicture(part as GraphPart, naming);

    expect(picture).toContain('aria-labelledby="lines-1-title" aria-describedby="lines-1-description"');
    expect(picture).toContain('<title id="lines-1-title">Reporting lines</title>');
    const links = [...picture.matchAll(/<a [^>]*aria-label="([^"]*)"/g)].map(([, label]) => label);
    expect(links).toEqual(part?.nodes.map(({ label }) => label));
    expect(links.at(-1)).toBe('Group w');
    expect(picture).not.toContain('style=');
  });

  it('shows names as text, whatever they hold, and cuts off what does not fit', () => {
    const long = { ...node('a'), label: `<b>&"${'very long name '.repeat(20)}` };
    const [part] = layeredGraph([long, { ...node('b'), label: 'x'.repeat(200) }], edgesOf('ab'));
    const picture = graphPicture(part as GraphPart, naming);

    expect(picture).not.toContain('<b>');
    expect(picture).toContain('&lt;b&gt;&amp;&quot;very');
    expect(picture).toContain('…</text>');
    expect(part?.nodes.every(({ lines }) => lines.length <= 4 && lines.every((line) => line.length <= 22))).toBe(true);
  });
});
