import { Temporal } from 'temporal-polyfill';

export const atLeast = (days: number): Temporal.Duration => Temporal.Duration.from({ days });
