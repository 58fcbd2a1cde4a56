// violates: kernel-opens-no-file-and-no-socket
import { readFile } from 'node:fs/promises';

export const used = readFile;
