import { atLeast } from '@minutebook/kernel';

export const thirtyDays = atLeast(30);
