// violates: read-models-know-events-only
import { thirtyDays } from '../domain/case.rules';

export const used = thirtyDays;
