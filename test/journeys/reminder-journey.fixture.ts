import type { Visitor } from './browser.fixture';
import { AuditTrail, PlanBoard, signIn, type ActionPage } from './pages.fixture';

/** Who is reminded, and what they find. The clock only goes forward: a later traveller goes on where the one before stood. */
export interface Traveller {
  readonly visitorIs: string;
  readonly script: boolean;
  readonly moveTo: { readonly day: string; readonly month: string; readonly year: string };
  readonly reference: string;
  readonly ratedBefore: string;
  readonly answer: string;
  readonly subject: string;
  readonly day: string;
  /** The proof of the chase, as the board has it and as the action has it. */
  readonly inShort: string;
  readonly inWords: string;
}

/** One demonstration does for both. */
export const TRAVELLERS: readonly Traveller[] = [
  {
    visitorIs: 'with script',
    script: true,
    moveTo: { day: '17', month: '6', year: '2014' },
    reference: 'DK6',
    ratedBefore: 'Red',
    answer: 'Amber',
    subject: 'DK6: overdue by 18 days',
    day: '17 June 2014',
    inShort: 'reminded twice, last 17 Jun',
    inWords: 'Reminded twice, last on 17 June 2014, accepted by the mail server',
  },
  {
    visitorIs: 'without script',
    script: false,
    moveTo: { day: '20', month: '6', year: '2014' },
    reference: 'DW3',
    ratedBefore: 'Amber',
    answer: 'Green',
    subject: 'DW3: no report since 21 May 2014',
    day: '20 June 2014',
    inShort: 'reminded once, 20 Jun',
    inWords: 'Reminded once, on 20 June 2014, accepted by the mail server',
  },
];

/** From a record that nobody was reminded of to the proof that its lead was, and answered by the link: step by step. */
export class ReminderJourney {
  private readonly board: PlanBoard;

  constructor(
    private readonly visitor: Visitor,
    private readonly traveller: Traveller,
  ) {
    this.board = new PlanBoard(visitor);
  }

  async findsNobodyReminded(): Promise<void> {
    const { reference, ratedBefore } = this.traveller;
    await signIn(this.visitor, 'Administrator');
    await this.board.open();
    expect(await this.board.ratingOf(reference)).toMatch(new RegExp(`^${ratedBefore}(?!.* reported)`));
    expect(await this.board.stateOf(reference)).not.toContain('reminded');
    const action = await this.board.openAction(reference);
    expect(await action.says()).toContain('Nobody was reminded of this action');
  }

  async letsDaysPass(): Promise<void> {
    const { page } = this.visitor;
    await page.goto('/demonstration');
    await this.visitor.arrivesAt('About this demonstration');
    for (const [part, value] of Object.entries(this.traveller.moveTo))
      await page.locator(`[name="to-${part}"]`).fill(value);
    await page.getByRole('button', { name: 'Move the clock forward' }).click();
    await page.getByText('The clock of the demonstration was moved forward').waitFor();
    await this.visitor.arrivesAt('About this demonstration');
  }

  /** Answers with the links of the mail, as they stand in its text. */
  async readsTheMail(): Promise<readonly string[]> {
    const { page } = this.visitor;
    const { subject } = this.traveller;
    await this.visitor.follows('read the outbox');
    await this.visitor.arrivesAt('Outbox');
    await this.visitor.looksRight();
    await page.getByRole('row', { name: 'demo-action-lead' }).getByRole('link', { name: subject }).first().click();
    await this.visitor.arrivesAt(subject);
    await this.visitor.looksRight();
    const links = page.locator('.mb-letter a');
    return links.evaluateAll((found) => found.map((each) => each.getAttribute('href') ?? ''));
  }

  async findsTheChaseUnanswered(): Promise<void> {
    const { reference, inShort, inWords } = this.traveller;
    await this.board.open();
    expect(await this.board.stateOf(reference)).toContain(`${inShort}, no answer`);
    const said = await (await this.opensAction()).says();
    expect(said).toContain(`${inWords}, no answer.`);
    await this.visitor.signsOut();
  }

  /** What a program does that looks into mail: it follows every link, and sends every form without a choice. */
  async isScanned(links: readonly string[]): Promise<void> {
    const { request } = this.visitor.page;
    for (const each of links) await request.get(each, { maxRedirects: 0 });
    for (const each of links.filter(isToAnswer)) {
      const sent = await request.post(each, { form: {}, headers: { 'sec-fetch-site': 'same-origin' } });
      expect(sent.status()).toBe(422);
    }
  }

  async answersOnATelephone(links: readonly string[]): Promise<void> {
    const { page } = this.visitor;
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(links.find(isToAnswer) ?? 'no link');
    await this.visitor.arrivesAt(`How does ${this.traveller.reference} stand?`);
    await this.visitor.looksRight([360]);
    await page.getByRole('radio', { name: this.traveller.answer, exact: true }).check();
    await page.getByLabel('Commentary', { exact: true }).fill(this.commentary);
    await page.getByRole('button', { name: 'Send the answer' }).click();
    await this.visitor.arrivesAt('Thank you');
    await this.visitor.looksRight([360]);
    await page.setViewportSize({ width: 1280, height: 900 });
  }

  async findsTheAnswer(): Promise<void> {
    const { reference, answer, inShort, inWords, day } = this.traveller;
    await signIn(this.visitor, 'Monitoring lead');
    await this.board.open();
    expect(await this.board.ratingOf(reference)).toContain(`${answer} reported`);
    expect(await this.board.stateOf(reference)).toContain(`${inShort}, answered`);
    const said = await (await this.opensAction()).says();
    expect(said).toContain(`${inWords}, answered on ${day}.`);
    expect(said).toContain(this.commentary);
  }

  async findsItInTheTrail(): Promise<void> {
    const trail = new AuditTrail(this.visitor);
    await trail.open();
    const found = await trail.find(this.commentary);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('by the link sent to Action lead');
  }

  private get commentary(): string {
    return `All that was open of ${this.traveller.reference} is agreed, as said by the link`;
  }

  private async opensAction(): Promise<ActionPage> {
    const action = await this.board.openAction(this.traveller.reference);
    await this.visitor.looksRight();
    return action;
  }
}

/** The whole of it. */
export async function isRemindedAndAnswers(visitor: Visitor, traveller: Traveller): Promise<void> {
  const journey = new ReminderJourney(visitor, traveller);
  await journey.findsNobodyReminded();
  await journey.letsDaysPass();
  const links = await journey.readsTheMail();
  await journey.findsTheChaseUnanswered();
  await journey.isScanned(links);
  await journey.answersOnATelephone(links);
  await journey.findsTheAnswer();
  await journey.findsItInTheTrail();
}

function isToAnswer(link: string): boolean {
  return link.includes('/answer/');
}
