import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Environment, FileSystemLoader, runtime } from 'nunjucks';
import { withQuery, type Query } from './addresses';
import { loadAssets, type Asset } from './assets';
import { graphPicture, type GraphNaming } from './charts/graph-picture';
import type { GraphPart } from './charts/layered-graph';
import { shareBar, type Share } from './charts/share-bar';
import { fieldId } from './form-errors';
import { distance, money, plural, shortDate, ukDate, ukDateTime, wholeNumber } from './formats';
import {
  atMoment,
  CSRF_FIELD,
  IDEMPOTENCY_FIELD,
  pageFrame,
  type FormPage,
  type PageFrame,
  type PageMoment,
} from './page-frame';
import { pageFolders, projectRoot } from './project-root';

/** Where pages come from; what is left out is found in the project. */
export interface PageRendererOptions {
  readonly root?: string;
  /** Folders with the pages' own templates. A file name may stand in one of them only. */
  readonly folders?: readonly string[];
  readonly assets?: readonly Asset[];
}

/**
 * Turns a template and its context into a page. One environment for the process: every template is compiled once. A value
 * that a template writes out but the context lacks is an error, never a blank in the record.
 */
export class PageRenderer {
  readonly assets: readonly Asset[];
  private readonly environment: Environment;
  private readonly pages: readonly string[];

  constructor(options: PageRendererOptions = {}) {
    const root = options.root ?? projectRoot();
    const folders = options.folders ?? pageFolders(root);
    this.pages = pagesIn(folders);
    this.assets = options.assets ?? loadAssets(root);
    this.environment = new Environment(
      new FileSystemLoader([join(root, 'libs', 'web-kit', 'templates'), ...folders, govukTemplates(root)], {
        noCache: false,
        watch: false,
      }),
      { autoescape: true, throwOnUndefined: true, trimBlocks: true, lstripBlocks: true },
    );
    this.addVocabulary();
  }

  /** The page as HTML. `template` is the file's name in its pages folder: `plan-board.njk`. */
  render<Page extends PageFrame>(template: string, page: Page): string {
    return this.environment.render(template, page);
  }

  /**
   * Renders the kit's four kinds of page and compiles every other, so that no reader waits while templates are compiled,
   * and a template that cannot be is found at start.
   */
  warmUp(): void {
    const frame = pageFrame({
      title: 'Warm-up',
      council: 'Council',
      address: { path: '/', query: {} },
      moment: { recordNumber: 0, pageDate: '2014-06-16', live: true },
      navigation: [],
      csrfToken: '',
      version: '',
    });
    for (const kind of ['desk', 'board', 'record']) this.render(`minutebook/${kind}.njk`, frame);
    this.render<FormPage>('minutebook/form.njk', { ...frame, action: '/', idempotencyKey: '', submit: '' });
    for (const page of this.pages) this.environment.getTemplate(page, true);
  }

  private addVocabulary(): void {
    const filters = {
      date: ukDate,
      shortDate,
      dateTime: ukDateTime,
      distance,
      money,
      plural,
      number: wholeNumber,
      fieldId,
      withQuery: (path: string, query: Query) => withQuery(path, query),
      at: (path: string, moment: PageMoment) => atMoment(path, moment),
    };
    for (const [name, filter] of Object.entries(filters))
      this.environment.addFilter(name, filter as (...args: never[]) => unknown);
    const urls = Object.fromEntries(this.assets.map(({ name, url }) => [name, url]));
    this.environment.addGlobal('assetUrl', (name: string): string => {
      const url = urls[name];
      if (url === undefined) throw new Error(`There is no asset ${name}`);
      return url;
    });
    this.environment.addGlobal('shareBar', (shares: readonly Share[]) => new runtime.SafeString(shareBar(shares)));
    this.environment.addGlobal(
      'graphPicture',
      (part: GraphPart, naming: GraphNaming) => new runtime.SafeString(graphPicture(part, naming)),
    );
    this.environment.addGlobal('csrfFieldName', CSRF_FIELD);
    this.environment.addGlobal('idempotencyFieldName', IDEMPOTENCY_FIELD);
  }
}

function govukTemplates(root: string): string {
  return join(dirname(require.resolve('govuk-frontend/package.json', { paths: [root] })), 'dist');
}

/** The names of all pages. Two of one name would hide each other by the order of folders, and are refused. */
function pagesIn(folders: readonly string[]): readonly string[] {
  const owners = new Map<string, string>();
  for (const folder of folders) {
    if (!existsSync(folder)) throw new Error(`There is no folder of pages ${folder}`);
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.njk'));
    for (const name of names) {
      const owner = owners.get(name);
      if (owner !== undefined)
        throw new Error(`Two pages are called ${name}: in ${owner} and in ${relative(dirname(owner), folder)}`);
      owners.set(name, folder);
    }
  }
  return [...owners.keys()];
}
