// violates: domain-uses-no-node-built-in
// violates: no-restricted-imports
import { readFileSync } from 'node:fs';

export const used = readFileSync;
