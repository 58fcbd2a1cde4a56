import { unreachable } from '@minutebook/kernel';
import type { Band, Body, Count, DaysCounted, Jurisdiction, RuleStatus } from './rules';

export const STATUS_NAMES: Readonly<Record<RuleStatus, string>> = {
  sourced: 'From its source',
  'to-be-confirmed': 'To be confirmed by the council',
  local: 'Settled by the council',
};

export const BODY_NAMES: Readonly<Record<Body | 'any', string>> = {
  executive: 'Executive (Cabinet)',
  committee: 'Council or committee',
  partnership: 'Partnership group',
  any: 'Any',
};

export const JURISDICTION_NAMES: Readonly<Record<Jurisdiction, string>> = {
  england: 'England',
  wales: 'Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
};

const DAYS: Readonly<Record<DaysCounted, string>> = { 'working-days': 'working', 'calendar-days': 'calendar' };

/** What a version counts, in one line. */
export function countInWords(count: Count): string {
  switch (count.kind) {
    case 'clear-days-before':
      return `${count.notices.map(({ clearDays, days }) => `${clearDays} clear ${DAYS[days]} days`).join(' and ')} before ${count.before}`;
    case 'working-days-after':
      return 'A number of working days after publication, by local rule';
    case 'days-after-start':
      return `${bandsInWords(count.bands)} before the first dismissal takes effect`;
    case 'days-before-dismissal':
      return `${bandsInWords(count.bands)} before the first dismissal takes effect, and before any notice`;
    case 'weeks-from':
      return `${count.weeks} calendar weeks, the first day included`;
    case 'years-from':
      return 'A number of years, the first day included, by local rule';
    case 'months-after':
      return 'A number of months after the outcome, by local rule';
    case 'no-count':
      return 'No day by law';
    default:
      return unreachable(count);
  }
}

/** "30 days for 20 to 99 dismissals, 45 days for 100 or more". */
function bandsInWords(bands: readonly Band[]): string {
  return bands
    .map(({ employees, days }, index) => {
      const next = bands[index + 1];
      return next
        ? `${days} days for ${employees} to ${next.employees - 1} dismissals`
        : `${days} days for ${employees} or more`;
    })
    .join(', ');
}
