// violates: pure-kernel-uses-no-node-built-in
import { hostname } from 'node:os';

export const used = hostname;
