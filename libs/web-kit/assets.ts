import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from './project-root';

/** One file that pages load. Its address changes with its content, so that it may be cached for ever. */
export interface Asset {
  /** How templates name it: `minutebook.css`. */
  readonly name: string;
  readonly url: string;
  readonly type: string;
  readonly body: Buffer;
}

/** Where all assets lie: the app serves this prefix, with `Cache-Control: public, max-age=31536000, immutable`. */
export const ASSETS_PREFIX = '/assets/';

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  woff2: 'font/woff2',
};

/** Sheets that make up `minutebook.css`, in the order in which they hold. */
const SHEETS = ['ink-and-paper', 'page', 'components', 'tables', 'boards', 'anatomies', 'print'];

const WEIGHTS = [
  { weight: 400, style: 'normal' },
  { weight: 400, style: 'italic' },
  { weight: 700, style: 'normal' },
] as const;

/** Reads and prepares every asset once: two sheets, two scripts, the fonts and the icon. */
export function loadAssets(root: string = projectRoot()): readonly Asset[] {
  const own = join(root, 'libs', 'web-kit');
  const govuk = join(dirname(require.resolve('govuk-frontend/package.json', { paths: [root] })), 'dist', 'govuk');
  const fonts = fontAssets(root);
  const govukScript = asset(
    'govuk-frontend.js',
    read(govuk, 'govuk-frontend.min.js').replace(/\/\/# sourceMappingURL=.*\s*$/, ''),
  );
  return [
    asset('govuk-frontend.css', withoutGovernmentMarks(read(govuk, 'govuk-frontend.min.css'))),
    asset('minutebook.css', [fonts.faces, ...SHEETS.map((name) => read(own, 'styles', `${name}.css`))].join('\n')),
    govukScript,
    asset('minutebook.js', read(own, 'scripts', 'minutebook.js').replace("'govuk-frontend'", `'${govukScript.url}'`)),
    asset('favicon.svg', read(own, 'images', 'favicon.svg')),
    ...fonts.files,
  ];
}

/**
 * GOV.UK's style sheet for a service that is not on GOV.UK: without its typeface (licensed for gov.uk only) and without
 * the crest, both of which would also be addresses that answer 404.
 */
function withoutGovernmentMarks(css: string): string {
  const cleaned = css
    .replace(/\/\*![^*]*exclusive use on gov\.uk[^*]*\*\//g, '')
    .replace(/@font-face\{font-family:GDS Transport[^}]*\}/g, '')
    .replaceAll('GDS Transport', 'Atkinson Hyperlegible')
    .replace(/url\(\/assets\/images\/govuk-crest\.svg\)/g, 'none')
    .replace(/\/\*# sourceMappingURL=.*?\*\//, '');
  const left = /url\(|GDS Transport/.exec(cleaned.replace(/url\(("|')?data:/g, ''));
  if (left) throw new Error(`govuk-frontend's style sheet still has: ${cleaned.slice(left.index, left.index + 60)}`);
  return cleaned;
}

/** The typeface's files and the rules that name them: Latin, and extended Latin for Welsh names. */
function fontAssets(root: string): { readonly faces: string; readonly files: readonly Asset[] } {
  const folder = dirname(require.resolve('@fontsource/atkinson-hyperlegible/package.json', { paths: [root] }));
  const files: Asset[] = [];
  const faces = WEIGHTS.map(({ weight, style }) => {
    const sheet = read(folder, style === 'normal' ? `${weight}.css` : `${weight}-${style}.css`);
    return sheet.replace(/src: url\(\.\/files\/([^)]+\.woff2)\)[^;]*;/g, (_, name: string) => {
      const file = asset(name, readFileSync(join(folder, 'files', name)));
      files.push(file);
      return `src: url(${file.url}) format('woff2');`;
    });
  });
  return { faces: faces.join('\n'), files };
}

function asset(name: string, content: string | Buffer): Asset {
  const body = Buffer.from(content);
  const extension = name.slice(name.lastIndexOf('.') + 1);
  const type = TYPES[extension];
  if (type === undefined) throw new Error(`No media type is known for ${name}`);
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { name, url: `${ASSETS_PREFIX}${name.slice(0, -extension.length - 1)}-${digest}.${extension}`, type, body };
}

function read(...path: string[]): string {
  return readFileSync(join(...path), 'utf8');
}
