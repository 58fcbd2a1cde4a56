import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AsAt } from '@minutebook/kernel/read-models';
import type { Chase, ChaseMessage } from '@minutebook/reminders';
import { DATE_SCHEMA, instantOf, MomentAnswer, RecordedAnswer } from '@minutebook/web-kit';
import type { ActionDetail, ActionStatus, ActionSummary, Reported, TimelineEntry } from '../read-models/plans.query';
import { chaseInWords } from '../read-models/chase-in-words';
import { CostPart, LeadPart, TimescalePart } from './action-parts';

const STATUSES: readonly ActionStatus[] = ['open', 'completion-reported', 'completed', 'withdrawn'];
const REPORT_STATES: readonly Reported['state'][] = ['awaiting', 'confirmed', 'returned'];
const FATES: readonly ChaseMessage['fate'][] = [
  'held-back',
  'claimed',
  'sent',
  'accepted',
  'delivered',
  'undelivered',
  'failed',
  'refused',
  'given-up',
];

const NO_DATE = { ...DATE_SCHEMA, nullable: true } as const;
const NO_TEXT = { type: String, nullable: true } as const;
const NO_NUMBER = { type: 'integer', nullable: true } as const;
const NUMBER = { type: 'integer', minimum: 0 } as const;
const ORIGIN = {
  type: String,
  description: '`user`, `import` = taken from a published document, `demonstration` = invented.',
} as const;

@ApiSchema({ name: 'ProgressReported' })
export class ProgressReportedAnswer extends RecordedAnswer {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'Id of the report: it is confirmed, sent back or corrected by it.',
  })
  readonly reportId: string;
}

@ApiSchema({ name: 'Reported', description: 'The latest report, confirmed or not.' })
export class ReportedAnswer implements Reported {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly reportId: string;

  @ApiProperty({ type: String })
  readonly rag: string;

  @ApiProperty({ ...DATE_SCHEMA, description: 'The day that it speaks of.' })
  readonly on: string;

  @ApiProperty({ type: String, description: 'Account.' })
  readonly by: string;

  @ApiProperty({ enum: REPORT_STATES, enumName: 'ReportState' })
  readonly state: Reported['state'];
}

class ActionSummaryAnswer implements ActionSummary {
  @ApiProperty({ type: String })
  readonly id: string;

  @ApiProperty({ type: String })
  readonly planId: string;

  @ApiProperty({ type: String, example: 'DW1' })
  readonly reference: string;

  @ApiProperty({ type: String })
  readonly title: string;

  @ApiProperty({ type: String })
  readonly theme: string;

  @ApiProperty({ enum: STATUSES, enumName: 'ActionStatus' })
  readonly status: ActionStatus;

  @ApiProperty({ type: () => TimescalePart })
  readonly timescale: ActionSummary['timescale'];

  @ApiProperty(NO_DATE)
  readonly due: string | null;

  @ApiProperty({ ...NO_DATE, description: 'The first date that it ever had.' })
  readonly firstDue: string | null;

  @ApiProperty({ ...NUMBER, description: 'How often its date was moved.' })
  readonly timesMoved: number;

  @ApiProperty({ type: Boolean, description: 'Due before `asAt.pageDate`, and neither completed nor withdrawn.' })
  readonly overdue: boolean;

  @ApiProperty({
    ...DATE_SCHEMA,
    description: 'The day of the last report, correction or completion; before any, that of its adding or reopening.',
  })
  readonly heardOn: string;

  @ApiProperty({
    ...NO_DATE,
    description: 'Since when it lies with the group of its plan: overdue, and unanswered since `heardOn`.',
  })
  readonly escalatedOn: string | null;

  @ApiProperty({ ...NO_TEXT, description: 'The last confirmed rating.' })
  readonly rag: string | null;

  @ApiProperty({ type: () => ReportedAnswer, nullable: true })
  readonly reported: ReportedAnswer | null;

  @ApiProperty({ ...NO_NUMBER, description: 'Of the latest report.' })
  readonly percentComplete: number | null;

  @ApiProperty({ ...NO_DATE, description: 'Of the latest report.' })
  readonly forecastDue: string | null;

  @ApiProperty(NO_DATE)
  readonly completedOn: string | null;

  @ApiProperty({ ...NO_TEXT, description: 'Account that reported the completion.' })
  readonly completionBy: string | null;

  @ApiProperty({ type: () => [LeadPart] })
  readonly leads: ActionSummary['leads'];

  @ApiProperty(ORIGIN)
  readonly origin: string;

  @ApiProperty({ ...ORIGIN, description: 'Where the due date comes from.' })
  readonly dueOrigin: string;

  @ApiProperty({ ...ORIGIN, description: 'Where the latest report, judgement or completion comes from.' })
  readonly progressOrigin: string;
}

@ApiSchema({ name: 'Chase', description: 'What is known of the mails about an action.' })
export class ChaseAnswer {
  @ApiProperty({ ...NUMBER, description: 'Mails that the mail server accepted, or may have.' })
  readonly reminded: number;

  @ApiProperty({ ...DATE_SCHEMA, description: 'Day of the last mail, sent or not.' })
  readonly lastOn: string;

  @ApiProperty({ enum: FATES, enumName: 'MailFate', description: 'What became of the last mail.' })
  readonly fate: ChaseMessage['fate'];

  @ApiProperty({ ...NO_DATE, description: 'When the last mail was answered.' })
  readonly answeredOn: string | null;

  @ApiProperty({
    type: String,
    example: 'Reminded 3 times, last on 12 May 2014, accepted by the mail server, no answer.',
  })
  readonly words: string;
}

/** Actions as the API lists them: with the proof that whoever leads was asked. */
@ApiSchema({ name: 'ActionSummary' })
export class ActionListedAnswer extends ActionSummaryAnswer {
  @ApiProperty({ type: () => ChaseAnswer, nullable: true, description: 'Null where nobody was ever reminded of it.' })
  readonly chase: ChaseAnswer | null;
}

export function presentChase(chase: Chase | undefined): ChaseAnswer | null {
  if (!chase) return null;
  const { reminded, lastDay: lastOn, last, answeredOn } = chase;
  return { reminded, lastOn, fate: last.fate, answeredOn, words: chaseInWords(chase) };
}

@ApiSchema({ name: 'TimelineEntry', description: 'One event of the action; what it does not say is null.' })
export class TimelineEntryAnswer {
  @ApiProperty(NUMBER)
  readonly recordNumber: number;

  @ApiProperty(NUMBER)
  readonly revision: number;

  @ApiProperty({ type: String, example: 'ProgressReported', description: 'Type of the event.' })
  readonly kind: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  readonly reportId: string | null;

  @ApiProperty(NO_TEXT)
  readonly rag: string | null;

  @ApiProperty({ ...NO_TEXT, description: 'Commentary, evidence, or the words of a timescale.' })
  readonly wording: string | null;

  @ApiProperty(NO_NUMBER)
  readonly percentComplete: number | null;

  @ApiProperty(NO_DATE)
  readonly forecastDue: string | null;

  @ApiProperty(NO_DATE)
  readonly due: string | null;

  @ApiProperty(NO_DATE)
  readonly dueBefore: string | null;

  @ApiProperty({ ...NO_DATE, description: 'Of an escalation: since when nobody had answered.' })
  readonly unansweredSince: string | null;

  @ApiProperty(NO_TEXT)
  readonly reason: string | null;

  @ApiProperty({ type: String })
  readonly account: string;

  @ApiProperty({ type: String, description: 'The role in which the account did it.' })
  readonly role: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly recordedAt: string;

  @ApiProperty({ ...NO_DATE, description: 'When it happened, where the user said so.' })
  readonly effectiveOn: string | null;

  @ApiProperty(ORIGIN)
  readonly origin: string;
}

@ApiSchema({ name: 'ActionSource', description: 'The published document that the action was taken from.' })
export class ActionSourceAnswer {
  @ApiProperty({ type: String })
  readonly document: string;

  @ApiProperty({ type: String, required: false })
  readonly row?: string;
}

@ApiSchema({ name: 'Action' })
export class ActionAnswer extends ActionListedAnswer {
  @ApiProperty({ ...NUMBER, description: 'Send it as `If-Match` to change the action only as it stands here.' })
  readonly revision: number;

  @ApiProperty({ type: [String] })
  readonly subItems: readonly string[];

  @ApiProperty(NO_TEXT)
  readonly successCriteria: string | null;

  @ApiProperty({ type: () => [CostPart] })
  readonly costs: ActionDetail['costs'];

  @ApiProperty({ type: () => [LeadPart] })
  readonly monitoringLeads: ActionDetail['monitoringLeads'];

  @ApiProperty({ type: () => ActionSourceAnswer, nullable: true })
  readonly source: ActionDetail['source'];

  @ApiProperty({ type: () => [TimelineEntryAnswer], description: 'Every report and what became of it, newest first.' })
  readonly timeline: readonly TimelineEntryAnswer[];

  @ApiProperty({ ...NO_TEXT, description: 'Send it as `after` for the older part of the timeline; null at its end.' })
  readonly next: string | null;

  @ApiProperty({ type: () => MomentAnswer })
  readonly asAt: AsAt;
}

export function presentEntry({ recordedAt, ...entry }: TimelineEntry): TimelineEntryAnswer {
  return { ...entry, recordedAt: instantOf(recordedAt) };
}
