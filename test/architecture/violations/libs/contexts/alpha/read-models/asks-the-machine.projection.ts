// violates: no-restricted-imports
import { hostname } from 'node:os';

export const used = hostname;
