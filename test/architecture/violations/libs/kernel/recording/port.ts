import { createHash } from 'node:crypto';

export const port = createHash;
