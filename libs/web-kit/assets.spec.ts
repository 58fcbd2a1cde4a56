import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSETS_PREFIX, loadAssets } from './assets';

const assets = loadAssets();
const text = (name: string) => assets.find((asset) => asset.name === name)?.body.toString() ?? '';

describe('assets', () => {
  it('have an address of their own that names their content', () => {
    expect(new Set(assets.map(({ url }) => url)).size).toBe(assets.length);
    for (const { url } of assets) expect(url).toMatch(/^\/assets\/[a-z0-9-]+-[0-9a-f]{12}\.(css|js|svg|woff2)$/);
  });

  it('refer to nothing that is not served', () => {
    const served = new Set(assets.map(({ url }) => url));
    for (const name of ['govuk-frontend.css', 'minutebook.css'])
      for (const [, address = ''] of text(name).matchAll(/url\(["']?([^)"']+)/g))
        if (!address.startsWith('data:')) expect(served).toContain(address);
    const [, imported = ''] = /from '([^']+)'/.exec(text('minutebook.js')) ?? [];
    expect(imported).toMatch(new RegExp(`^${ASSETS_PREFIX}govuk-frontend-`));
    expect(served).toContain(imported);
    for (const asset of assets) expect(asset.body.toString('latin1')).not.toContain('sourceMappingURL');
  });

  it('carry neither the typeface nor the crest of GOV.UK', () => {
    const css = text('govuk-frontend.css');
    expect(css).not.toMatch(/GDS Transport|crest|exclusive use on gov\.uk/);
    expect(css).toContain('font-family:Atkinson Hyperlegible,arial,sans-serif');
    expect(css.length).toBeGreaterThan(100_000);
  });

  it('bring the typeface in regular, italic and bold, with the letters of Welsh', () => {
    const faces = text('minutebook.css').match(/@font-face \{[^}]*\}/g) ?? [];
    expect(faces).toHaveLength(6);
    expect(faces.filter((face) => face.includes('U+0100')).length).toBe(3);
    expect(assets.filter(({ type }) => type === 'font/woff2')).toHaveLength(6);
  });
});

/** Contrast of two colours `#rrggbb` by WCAG 2.2. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe('colours', () => {
  const sheet = readFileSync(join(__dirname, 'styles', 'ink-and-paper.css'), 'utf8');
  const colour = (name: string) => new RegExp(`--mb-${name}: (#[0-9a-f]{6});`).exec(sheet)?.[1] ?? `no colour ${name}`;

  it.each([
    ['ink', 'paper'],
    ['ink', 'paper-past'],
    ['ink', 'focus'],
    ['ink', 'amber'],
    ['ink', 'amber-red'],
    ['ink', 'amber-green'],
    ['ink-quiet', 'paper'],
    ['ink-quiet', 'paper-edge'],
    ['ink-quiet', 'paper-past'],
    ['accent', 'paper'],
    ['accent', 'paper-edge'],
    ['accent', 'paper-past'],
    ['accent-deep', 'accent-wash'],
    ['red', 'paper'],
    ['red', 'paper-past'],
  ])('%s can be read on %s', (one, other) => {
    expect(contrast(colour(one), colour(other))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['red', 'green', 'grey', 'accent', 'accent-deep'])('white can be read on %s', (ground) => {
    expect(contrast('#ffffff', colour(ground))).toBeGreaterThanOrEqual(4.5);
  });
});
