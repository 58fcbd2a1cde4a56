import type { LocalDate } from '@minutebook/kernel';
import type { FormView } from '@minutebook/web-kit';
import type { TestFault } from '../domain/reminder-switch.events';
import type { Paused, SentTest } from '../read-models/reminder-settings.query';
import { HOLIDAYS_KNOWN_TO } from '../application/day-of-reminders';
import type { AlarmsNow } from './alarm-desk';
import { reminderPaths } from './reminder-paths';

/** What reminder-operations.njk shows. */
export interface OperationsPage {
  /** `since`: epoch ms. */
  readonly paused: { readonly since: number; readonly by: string; readonly reason: string | null } | undefined;
  readonly switchHref: string;
  /** Why a test cannot be sent now. */
  readonly noTest: string | undefined;
  readonly testHref: string;
  readonly tests: readonly {
    readonly sentAt: number;
    readonly by: string;
    readonly fate: string;
    readonly taken: boolean;
  }[];
  /** Reminders go on after that day, deadlines cannot be worked out. */
  readonly holidaysKnownTo: LocalDate;
  /** Undefined for a moment that is past. */
  readonly alarms: AlarmsNow | undefined;
  readonly retryPath: string;
}

/** Tests that the page shows. */
const SHOWN_TESTS = 10;

const FATES: Readonly<Record<TestFault, string>> = {
  address: 'The address was refused: it will never be taken. Correct it under People',
  mail: 'The mail itself was refused: look at what the mail server says',
  unavailable: 'The mail server could not be reached. Try again later',
  'no-answer': 'The mail server did not answer: it may have taken the mail. Look for it before you try again',
};

export function presentOperations(
  paused: Paused | undefined,
  tests: readonly SentTest[],
  {
    noTest,
    nameOf,
    alarms,
  }: Pick<OperationsPage, 'noTest' | 'alarms'> & { readonly nameOf: (account: string) => string },
): OperationsPage {
  return {
    paused: paused && { ...paused, by: nameOf(paused.by) },
    switchHref: reminderPaths.operation(paused ? 'resume' : 'pause'),
    noTest,
    testHref: reminderPaths.operation('test'),
    tests: tests.slice(0, SHOWN_TESTS).map(({ sentAt, account, why, taken }) => ({
      sentAt,
      by: nameOf(account),
      fate: fateInWords(why),
      taken,
    })),
    holidaysKnownTo: HOLIDAYS_KNOWN_TO,
    alarms,
    retryPath: reminderPaths.operation('retry'),
  };
}

function fateInWords(why: TestFault | null): string {
  return why === null ? 'Taken by the mail server, which is not yet its reader' : FATES[why];
}

const FRAME = {
  breadcrumbs: [
    { text: 'Reminders', href: reminderPaths.board },
    { text: 'Sending', href: reminderPaths.operations },
  ],
  cancel: { text: 'Cancel', href: reminderPaths.operations },
  template: 'reminder-confirm.njk',
};

export function pauseView(isPaused: boolean, reason: string): FormView {
  return {
    ...FRAME,
    title: 'Pause reminders',
    path: reminderPaths.operation('pause'),
    submit: 'Pause them',
    context: {
      unavailable: isPaused ? 'Reminders are paused already.' : undefined,
      asksReason: 'Why are they paused?',
      reason,
      consequences: [
        'No reminder leaves until they are resumed. Mail that is being handed over at this moment still goes.',
        'Nothing is lost: of each record, the latest reminder goes once they are resumed.',
        'Invitations and links for a new password are sent as before.',
      ],
    },
  };
}

export function resumeView(isPaused: boolean, reason: string): FormView {
  return {
    ...FRAME,
    title: 'Resume reminders',
    path: reminderPaths.operation('resume'),
    submit: 'Resume them',
    context: {
      unavailable: isPaused ? undefined : 'Reminders are not paused.',
      asksReason: 'Why are they resumed?',
      reason,
      consequences: ['What is due goes at the next time of sending: one mail a person, at most, with all that waits.'],
    },
  };
}

export function testView(to: string | undefined, noTest: string | undefined): FormView {
  return {
    ...FRAME,
    title: 'Send a test',
    path: reminderPaths.operation('test'),
    submit: 'Send it',
    context: {
      unavailable: noTest,
      confirm: `Send a test to my own address${to === undefined ? '' : `, ${to}`}`,
      consequences: [
        'One mail goes to your own address at once, paused or not.',
        'The record keeps that it was sent and what came of it, not the address.',
      ],
    },
  };
}
