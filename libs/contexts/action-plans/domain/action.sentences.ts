import {
  dateInWords,
  daysBetween,
  londonDateOf,
  RAG_SCHEMES,
  ragRating,
  recordIdOf,
  type Facts,
  type Known,
  type Opened,
  type OpenedEvent,
  type RecordNote,
  type Sentence,
  type SentenceEntry,
} from '@minutebook/kernel';
import { RATING_SCHEME } from './action-plan.sentences';
import type { ActionEvent, ActionWording } from './action.events';
import { costsInWords, dateFact, dueInWords, labelsOf, leadNames, listed } from './phrases';

type Of<T extends ActionEvent['type']> = OpenedEvent & Opened<Extract<ActionEvent, { readonly type: T }>>;

const STATUS = {
  open: 'Open',
  completionReported: 'Reported complete, awaiting confirmation',
  completed: 'Completed',
  withdrawn: 'Withdrawn',
} as const;

/** Label of the fact that names the group with which an action lies. */
const ESCALATED_TO = 'Escalated to';

/** How the events of actions read in the audit trail. */
export const actionSentences: Readonly<Record<ActionEvent['type'], SentenceEntry>> = {
  ActionAdded: {
    kind: 'Action added',
    access: 'programme',
    describe({ data }: Of<'ActionAdded'>, known) {
      const plan = known.note(`actionPlan-${data.plan.id}`)?.name;
      const due = dueInWords(data.timescale);
      return {
        sentence: `Action ${data.reference} “${data.title}” was added to ${plan === undefined ? 'its plan' : `“${plan}”`}, ${due}.`,
        sealed: `Action ${data.reference} was added to its plan, ${due}.`,
        facts: {
          Reference: data.reference,
          ...wordingFacts(data),
          ...timescaleFacts(data.timescale),
          Leads: leadNames(data.leads),
          'Monitoring leads': leadNames(data.monitoringLeads),
          Status: STATUS.open,
        },
      };
    },
    note: ({ data, stream }: Of<'ActionAdded'>) => ({
      name: `${data.reference} ${data.title}`,
      parent: `actionPlan-${data.plan.id}`,
      path: `/actions/${recordIdOf(stream)}`,
    }),
  },
  ProgressReported: {
    kind: 'Progress reported',
    access: 'programme',
    describe(event: Of<'ProgressReported'>, known) {
      return {
        ...same(`Progress on ${actionOf(event, known)} was reported as ${progressInWords(event, known)}.`),
        facts: {
          ...progressFacts(event, known),
          'Report date': dateInWords(effectiveDate(event)),
          ...noLongerEscalated(event, known),
        },
        wording: event.data.commentary,
      };
    },
  },
  ProgressConfirmed: {
    kind: 'Progress confirmed',
    access: 'programme',
    describe(event: Of<'ProgressConfirmed'>, known) {
      const rating = reportedRating(event, known);
      return {
        ...same(`The report on ${actionOf(event, known)}${inBrackets(rating)} was confirmed.`),
        facts: { Rating: rating ?? null, Report: 'Confirmed' },
      };
    },
  },
  ProgressReturned: {
    kind: 'Progress report sent back',
    access: 'programme',
    describe(event: Of<'ProgressReturned'>, known) {
      return {
        ...same(
          `The report on ${actionOf(event, known)}${inBrackets(reportedRating(event, known))} was sent back to its lead.`,
        ),
        facts: { Report: 'Sent back' },
      };
    },
  },
  ProgressCorrected: {
    kind: 'Progress report corrected',
    access: 'programme',
    describe(event: Of<'ProgressCorrected'>, known) {
      const { effectiveOn } = event.metadata;
      return {
        ...same(
          `The report on ${actionOf(event, known)} was corrected to ${progressInWords(event, known)}; it awaits confirmation again.`,
        ),
        facts: {
          ...progressFacts(event, known),
          // A correction that names no date leaves the report's own.
          ...(effectiveOn !== undefined && { 'Report date': dateInWords(effectiveOn) }),
          ...noLongerEscalated(event, known),
        },
        wording: event.data.commentary,
      };
    },
  },
  DueDateMoved: {
    kind: 'Due date moved',
    access: 'programme',
    describe(event: Of<'DueDateMoved'>, known) {
      const before = known.facts(event.stream)['Due'] ?? null;
      const after = dateFact(event.data.timescale.due);
      return {
        ...same(moveInWords(actionOf(event, known), before, after)),
        facts: { ...timescaleFacts(event.data.timescale), ...(before !== after && noLongerEscalated(event, known)) },
      };
    },
  },
  ActionAmended: {
    kind: 'Action amended',
    access: 'programme',
    describe(event: Of<'ActionAmended'>, known) {
      const facts = wordingFacts(event.data);
      const changed = labelsOf(facts);
      return { ...same(`${capital(actionOf(event, known))} was amended: ${changed}.`), facts };
    },
    note({ data, stream }: Of<'ActionAmended'>, known): RecordNote | undefined {
      const before = known.note(stream);
      if (data.title === undefined || !before) return undefined;
      const reference = known.facts(stream)['Reference'];
      return { ...before, name: [reference, data.title].filter(Boolean).join(' ') };
    },
  },
  ActionLeadsAssigned: {
    kind: 'Leads assigned',
    access: 'programme',
    describe(event: Of<'ActionLeadsAssigned'>, known) {
      const { leads, monitoringLeads } = event.data;
      const action = capital(actionOf(event, known));
      const monitored = monitoringLeads.length === 0 ? 'nobody' : listed(monitoringLeads.map(({ name }) => name));
      return {
        sentence: `${action} is now led by ${listed(leads.map(({ name }) => name))} and monitored by ${monitored}.`,
        sealed: `${action} was assigned its leads (${leads.length}) and monitoring leads (${monitoringLeads.length}).`,
        facts: { Leads: leadNames(leads), 'Monitoring leads': leadNames(monitoringLeads) },
      };
    },
  },
  ActionCompletionReported: {
    kind: 'Completion reported',
    access: 'programme',
    describe(event: Of<'ActionCompletionReported'>, known) {
      const on = dateInWords(event.data.on);
      return {
        ...same(
          `${capital(actionOf(event, known))} was reported as complete on ${on}; it counts when it is confirmed.`,
        ),
        facts: { Status: STATUS.completionReported, 'Completed on': on, ...noLongerEscalated(event, known) },
        wording: event.data.evidence,
      };
    },
  },
  ActionCompletionConfirmed: {
    kind: 'Completion confirmed',
    access: 'programme',
    describe(event: Of<'ActionCompletionConfirmed'>, known) {
      const on = dateInWords(event.data.on);
      return {
        ...same(`The completion of ${actionOf(event, known)} on ${on} was confirmed.`),
        facts: { Status: STATUS.completed, 'Completed on': on, ...noLongerEscalated(event, known) },
      };
    },
  },
  ActionReopened: {
    kind: 'Action reopened',
    access: 'programme',
    describe(event: Of<'ActionReopened'>, known) {
      const sentBack = known.facts(event.stream)['Status'] === STATUS.completionReported;
      const action = actionOf(event, known);
      return {
        ...same(
          sentBack
            ? `The completion of ${action} was sent back, so the action is open again.`
            : `${capital(action)} was reopened.`,
        ),
        facts: { Status: STATUS.open, 'Completed on': null, ...noLongerEscalated(event, known) },
      };
    },
  },
  ActionWithdrawn: {
    kind: 'Action withdrawn',
    access: 'programme',
    describe: (event: Of<'ActionWithdrawn'>, known) => ({
      ...same(`${capital(actionOf(event, known))} was withdrawn.`),
      facts: { Status: STATUS.withdrawn, 'Completed on': null, ...noLongerEscalated(event, known) },
    }),
  },
  ActionEscalatedToGroup: {
    kind: 'Action escalated',
    access: 'programme',
    describe(event: Of<'ActionEscalatedToGroup'>, known) {
      const { group, due, unansweredSince } = event.data;
      const name = known.note(`governanceGroup-${group}`)?.name ?? group;
      const late = daysBetween(due, londonDateOf(event.metadata.recordedAt));
      const why = `it was ${late} ${late === 1 ? 'day' : 'days'} overdue and nobody had answered since ${dateInWords(unansweredSince)}`;
      const action = capital(actionOf(event, known));
      return {
        sentence: `${action} was escalated to ${name}: ${why}.`,
        sealed: `${action} was escalated to ${group}: ${why}.`,
        facts: { [ESCALATED_TO]: name },
      };
    },
  },
};

/** An answer, another date or an end: whatever lay with the group does so no more. */
function noLongerEscalated({ stream }: OpenedEvent, known: Known): Facts {
  return known.facts(stream)[ESCALATED_TO] ? { [ESCALATED_TO]: null } : {};
}

/** A sentence that holds no text that a user typed reads the same for every reader. */
function same(sentence: string): Pick<Sentence, 'sentence' | 'sealed'> {
  return { sentence, sealed: sentence };
}

function actionOf({ stream }: OpenedEvent, known: Known): string {
  const reference = known.facts(stream)['Reference'];
  return reference ? `action ${reference}` : 'the action';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function inBrackets(rating: string | undefined): string {
  return rating === undefined ? '' : ` (${rating.toLowerCase()})`;
}

function reportedRating({ stream }: OpenedEvent, known: Known): string | undefined {
  return known.facts(stream)['Reported rating'] ?? undefined;
}

function effectiveDate({ metadata }: OpenedEvent): string {
  return metadata.effectiveOn ?? londonDateOf(metadata.recordedAt);
}

type Progress = Of<'ProgressReported'> | Of<'ProgressCorrected'>;

/** The rating's word in the plan's scheme; its code where the plan has not been told. */
function ratingLabel(event: Progress, known: Known): string {
  const { rag, plan } = event.data;
  const schemeName = known.facts(`actionPlan-${plan.id}`)[RATING_SCHEME];
  const scheme = RAG_SCHEMES.find(({ name }) => name === schemeName);
  return (scheme && ragRating(scheme.id, rag, effectiveDate(event))?.label) ?? rag;
}

function progressInWords(event: Progress, known: Known): string {
  const { percentComplete, forecastDue } = event.data;
  return [
    ratingLabel(event, known).toLowerCase(),
    ...(percentComplete === undefined ? [] : [`${percentComplete} per cent complete`]),
    ...(forecastDue === undefined ? [] : [`expected by ${dateInWords(forecastDue)}`]),
  ].join(', ');
}

function progressFacts(event: Progress, known: Known): Facts {
  const { percentComplete, forecastDue } = event.data;
  return {
    'Reported rating': ratingLabel(event, known),
    Report: 'Awaiting confirmation',
    'Percentage complete': percentComplete === undefined ? null : String(percentComplete),
    'Forecast date': dateFact(forecastDue),
  };
}

function wordingFacts({ theme, title, subItems, successCriteria, costs }: Opened<Partial<ActionWording>>): Facts {
  return {
    ...(theme !== undefined && { Theme: theme }),
    ...(title !== undefined && { Title: title }),
    ...(subItems !== undefined && { 'Sub-items': subItems.length === 0 ? null : subItems.join('; ') }),
    ...(successCriteria !== undefined && { 'Success criteria': successCriteria }),
    ...(costs !== undefined && { Costs: costsInWords(costs) }),
  };
}

function timescaleFacts(timescale: Of<'DueDateMoved'>['data']['timescale']): Facts {
  const { words, start, due, ongoing, phases } = timescale;
  return {
    Timescale: words === '' ? null : words,
    Start: dateFact(start),
    Due: dateFact(due),
    Ongoing: ongoing ? 'Yes' : null,
    Phases: phases?.length ? phases.map((phase) => `${phase.words} (${dueInWords(phase)})`).join('; ') : null,
  };
}

function moveInWords(action: string, before: string | null, after: string | null): string {
  if (before === after) return `The timescale of ${action} was changed; its due date stays as it is.`;
  if (before === null) return `${capital(action)} was given its due date, ${after}.`;
  if (after === null) return `The due date of ${action}, ${before}, was given up.`;
  return `The due date of ${action} was moved from ${before} to ${after}.`;
}
