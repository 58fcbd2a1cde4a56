// violates: pages-and-api-decide-nothing
import { decide } from '../domain/case.decider';

export const used = decide;
