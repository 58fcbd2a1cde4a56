// violates: domain-uses-no-package
import { Temporal } from 'temporal-polyfill';

export const used = Temporal;
