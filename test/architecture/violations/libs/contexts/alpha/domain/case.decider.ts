import type { CaseOpened } from './case.events';
import { thirtyDays } from './case.rules';

export const decide = (): readonly CaseOpened[] => (thirtyDays.days > 0 ? [{ type: 'CaseOpened' }] : []);
