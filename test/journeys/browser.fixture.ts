import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { leaveLogPlace, newLogSettings } from '../tracker/log-under-test.fixture';
import { newDataFolder, Product, removeDataFolders } from '../tracker/product.fixture';
import { faultsOfLayout } from './layout.fixture';

/** Narrow as a telephone, wide as a desk. In CSS pixels. */
export const WIDTHS = [360, 1280] as const;
const HEIGHT = 900;

/** Each step loads a page and looks at the whole of it. In ms. */
export const JOURNEY_TIMEOUT = 180_000;

/** What is visited. */
export interface Site {
  readonly url: string;
  stop(): Promise<unknown>;
}

/** A site, and a browser to visit it with. */
export class Town {
  private constructor(
    private readonly site: Site,
    private readonly browser: Browser,
  ) {}

  /** The product in a process of its own, freshly loaded. */
  static async open(): Promise<Town> {
    const dataDir = newDataFolder();
    const settings = await newLogSettings(dataDir);
    return Town.around(Product.start(dataDir, settings));
  }

  static async around(starting: Promise<Site>): Promise<Town> {
    const executablePath = process.env['CHROME_PATH'] ?? '/usr/bin/chromium';
    const launching = chromium.launch({ executablePath, args: ['--no-sandbox'] });
    const [site, browser] = await Promise.all([starting, launching]);
    return new Town(site, browser);
  }

  /** Somebody who comes to the product, with script or with a browser that runs none. */
  async visitor(script: boolean): Promise<Visitor> {
    const context = await this.browser.newContext({
      baseURL: this.site.url,
      javaScriptEnabled: script,
      viewport: { width: 1280, height: HEIGHT },
    });
    return new Visitor(await context.newPage(), script ? undefined : await this.twin());
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.site.stop();
    await leaveLogPlace();
    removeDataFolders();
  }

  /** Axe is a script itself: for who runs none it looks at the same HTML in a browser from which our scripts are kept. */
  private async twin(): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: HEIGHT } });
    await context.route('**/*.js', (route) => route.abort());
    return context.newPage();
  }
}

/** One visitor's window. */
export class Visitor {
  constructor(
    readonly page: Page,
    private readonly twin: Page | undefined,
  ) {}

  /** Is on the page of a heading, and axe finds nothing that keeps anybody from using it. */
  async arrivesAt(heading: string | RegExp): Promise<void> {
    await this.isAt(heading);
    const looked = this.twin ? await this.inTwin(this.twin) : this.page;
    const found = await violationsOn(looked);
    expect({ page: this.page.url(), found }).toEqual({ page: this.page.url(), found: [] });
  }

  /** Is on the page of a heading, which this journey has looked at before. */
  async isAt(heading: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor();
  }

  /** Neither narrow nor wide does anything of this page stick out or lie over something else. */
  async looksRight(widths: readonly number[] = WIDTHS): Promise<void> {
    for (const width of widths) {
      await this.page.setViewportSize({ width, height: HEIGHT });
      const faults = await faultsOfLayout(this.page);
      expect({ page: this.page.url(), width, faults }).toEqual({ page: this.page.url(), width, faults: [] });
    }
  }

  /** Follows a link, the navigation's before any other. */
  async follows(link: string): Promise<void> {
    await this.page.getByRole('link', { name: link, exact: true }).first().click();
  }

  async signsOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sign out' }).click();
    await this.isAt('Sign in');
  }

  /** What of this page would change the record if it were sent or followed. */
  async offered(): Promise<readonly string[]> {
    const main = this.page.locator('main');
    return main
      .locator('form[method=post], a[role=button], a[href$="-progress"], a[href$="/complete"]')
      .allInnerTexts();
  }

  async leaves(): Promise<void> {
    await this.page.context().close();
    await this.twin?.context().close();
  }

  private async inTwin(twin: Page): Promise<Page> {
    const [url, body, size] = [this.page.url(), await this.page.content(), this.page.viewportSize()];
    if (size) await twin.setViewportSize(size);
    await twin.route(url, (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }), { times: 1 });
    await twin.goto(url);
    return twin;
  }
}

/** What axe finds wrong. It is run as it is: @axe-core/playwright gathers results of every kind, which takes five times as long. */
async function violationsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: engine } = window as unknown as { readonly axe: typeof axe };
    const { violations } = await engine.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ failureSummary }) => `${id}: ${failureSummary ?? ''}`));
  });
}
