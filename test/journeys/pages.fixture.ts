import type { Locator } from 'playwright-core';
import type { Visitor } from './browser.fixture';

export const DERBYSHIRE_PLAN = 'Children and Younger Adults Department Workforce Strategy: Action Plan 2014/15';

/** Signs in from the sign-in page, and is led to what waits. */
export async function signIn(visitor: Visitor, account: string): Promise<void> {
  await visitor.page.goto('/sign-in');
  await visitor.arrivesAt('Sign in');
  await visitor.page.getByLabel(account, { exact: true }).check();
  await visitor.page.locator('main').getByRole('button', { name: 'Sign in' }).click();
  await visitor.page.waitForURL('/');
  await visitor.arrivesAt(/./);
}

/** The board of the Derbyshire plan. */
export class PlanBoard {
  constructor(private readonly visitor: Visitor) {}

  /** By the navigation and the list of plans. */
  async open(): Promise<void> {
    await this.visitor.follows('Plans');
    await this.visitor.isAt('Action plans');
    await this.visitor.follows(DERBYSHIRE_PLAN);
    await this.visitor.arrivesAt(DERBYSHIRE_PLAN);
  }

  /** By the date box in the head of every page. */
  async lookAsAt(date: string): Promise<void> {
    await this.visitor.page.getByLabel('Show the record as at').fill(date);
    await this.visitor.page.getByRole('button', { name: 'Show', exact: true }).click();
    await this.visitor.arrivesAt(DERBYSHIRE_PLAN);
  }

  /** The rating of an action and what is said beside it. */
  async ratingOf(reference: string): Promise<string> {
    return plain(await this.row(reference).locator('td').nth(3).innerText());
  }

  /** The state of an action, and how its lead was chased. */
  async stateOf(reference: string): Promise<string> {
    return plain(await this.row(reference).locator('td').nth(4).innerText());
  }

  async openAction(reference: string): Promise<ActionPage> {
    await this.row(reference).getByRole('link').first().click();
    const action = new ActionPage(this.visitor, reference);
    await action.arrives();
    return action;
  }

  private row(reference: string): Locator {
    const { page } = this.visitor;
    return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: reference, exact: true }) });
  }
}

/** The page of one action, and the forms that lead back to it. */
export class ActionPage {
  constructor(
    private readonly visitor: Visitor,
    private readonly reference: string,
  ) {}

  async arrives(): Promise<void> {
    await this.visitor.arrivesAt(new RegExp(`^${this.reference} `));
  }

  async says(): Promise<string> {
    return plain(await this.visitor.page.locator('main').innerText());
  }

  /** Opens a form by the button or link that leads to it. */
  async begins(step: string, heading: string): Promise<void> {
    await this.visitor.page.locator('main a').getByText(step, { exact: true }).or(this.link(step)).first().click();
    await this.visitor.arrivesAt(heading);
  }

  async rates(rating: 'Red' | 'Amber' | 'Green'): Promise<void> {
    await this.visitor.page.getByRole('radio', { name: rating }).check();
  }

  async writes(label: string, text: string): Promise<void> {
    await this.visitor.page.getByLabel(label, { exact: true }).fill(text);
  }

  /** Sends the form, and is back on the page of the action. */
  async sends(button: string): Promise<void> {
    await this.visitor.page.locator('main').getByRole('button', { name: button }).click();
    await this.arrives();
  }

  private link(step: string): Locator {
    const { page } = this.visitor;
    return page.locator('main').getByText(step, { exact: true }).and(page.locator('a'));
  }
}

/** The audit trail. */
export class AuditTrail {
  constructor(private readonly visitor: Visitor) {}

  async open(): Promise<void> {
    await this.visitor.follows('Audit trail');
    await this.visitor.arrivesAt('Audit trail');
  }

  /** Finds lines by words that they hold. */
  async find(words: string): Promise<readonly string[]> {
    await this.visitor.page.getByLabel('Words').fill(words);
    await this.visitor.page.getByRole('search').getByRole('button', { name: 'Apply' }).click();
    await this.visitor.arrivesAt('Audit trail');
    return this.lines();
  }

  async lines(): Promise<readonly string[]> {
    return (await this.visitor.page.locator('main ol > li, main tbody > tr').allInnerTexts()).map(plain);
  }
}

/** What changed between two dates. */
export class WhatChanged {
  constructor(private readonly visitor: Visitor) {}

  async open(): Promise<void> {
    await this.visitor.follows('What changed');
    await this.visitor.arrivesAt('What changed');
  }

  async since(date: string): Promise<readonly string[]> {
    await this.visitor.page.getByLabel('Changed after').fill(date);
    await this.visitor.page.getByRole('search').getByRole('button', { name: 'Apply' }).click();
    await this.visitor.arrivesAt('What changed');
    return (await this.visitor.page.locator('main tbody > tr').allInnerTexts()).map(plain);
  }
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
