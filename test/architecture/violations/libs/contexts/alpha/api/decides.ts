// violates: pages-and-api-decide-nothing
import { thirtyDays } from '../domain/case.rules';

export const used = thirtyDays;
