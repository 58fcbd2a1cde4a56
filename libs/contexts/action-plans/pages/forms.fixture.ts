import type { Agent, Test } from 'supertest';
import { linksOf } from '../../../../test/tracker/page-text';
import type { TestTracker } from '../../../../test/tracker/test-tracker';

/** For specs only: the hidden fields of a form of the page's main part, by name. */
export function hiddenFields(html: string): Readonly<Record<string, string>> {
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? '';
  const found = [...main.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  return Object.fromEntries(found.map(([, name, value]) => [name ?? '', value ?? '']));
}

/** For specs only: opens a form, fills it in and sends it, as a browser does. */
export async function fillIn(agent: Agent, path: string, typed: Readonly<Record<string, string>>): Promise<Test> {
  const { text } = await agent.get(path).expect(200);
  return agent
    .post(path)
    .type('form')
    .send({ ...hiddenFields(text), ...typed });
}

/** For specs only: the three fields of a date. */
export function dateTyped(name: string, date: string): Readonly<Record<string, string>> {
  const [year = '', month = '', day = ''] = date.split('-');
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
}

/** For specs only: addresses of the demonstration's records, found as a reader finds them. */
export async function addressesOf(tracker: TestTracker): Promise<{
  readonly derbyshire: string;
  readonly leicestershire: string;
  action(reference: string): string;
}> {
  const reader = await tracker.signedIn('demo-reader');
  const { text: list } = await reader.get('/action-plans').expect(200);
  const plan = (title: RegExp) => linksOf(list, title)[0] ?? '';
  const [derbyshire, leicestershire] = [plan(/Action Plan 2014\/15/), plan(/Action Plan 2009\/10/)];
  const { text: board } = await reader.get(derbyshire).expect(200);
  return {
    derbyshire,
    leicestershire,
    action: (reference) =>
      new RegExp(`>${reference}</th>\\s*<td[^>]*><a[^>]*href="([^"]*)"`).exec(board)?.[1] ?? `/no-action-${reference}`,
  };
}

/** For specs only: the row of an action on a board, as one line of text. */
export function rowOf(html: string, reference: string): string {
  const row = new RegExp(`>${reference}</th>[\\s\\S]*?</tr>`).exec(html)?.[0] ?? '';
  return row
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/^>/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
