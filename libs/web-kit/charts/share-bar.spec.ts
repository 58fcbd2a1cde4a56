import fc from 'fast-check';
import { shareBar } from './share-bar';

const widths = (svg: string) =>
  [...svg.matchAll(/x="(\d+)" y="0" width="(\d+)"/g)].map(([, x, width]) => [Number(x), Number(width)]);

describe('a bar of shares', () => {
  it('divides its width by the counts, in their order, without what is not there', () => {
    const svg = shareBar([
      { label: 'Red', count: 1, colour: 'red' },
      { label: 'Amber', count: 0, colour: 'amber' },
      { label: 'Green', count: 3, colour: 'green' },
    ]);
    expect(widths(svg)).toEqual([
      [0, 250],
      [250, 750],
    ]);
    expect(svg).toMatch(/mb-share--red.*mb-share--green/);
    expect(svg).not.toContain('mb-share--amber');
  });

  it('is an empty bar where there is nothing to count', () => {
    expect(widths(shareBar([{ label: 'Red', count: 0, colour: 'red' }]))).toEqual([]);
  });

  it('always fills its width, without gap or overlap', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 8 }), (counts) => {
        const parts = widths(shareBar(counts.map((count) => ({ label: 'x', count, colour: 'grey' }))));
        let end = 0;
        for (const [x = -1, width = 0] of parts) {
          expect(x).toBe(end);
          end = x + width;
        }
        expect(end).toBe(counts.some((count) => count > 0) ? 1000 : 0);
      }),
    );
  });

  it('carries no inline style, which the content security policy forbids', () => {
    expect(shareBar([{ label: 'Red', count: 1, colour: 'red' }])).not.toContain('style=');
  });
});
