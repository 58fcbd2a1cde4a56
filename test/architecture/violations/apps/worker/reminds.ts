import { program } from '../tracker/main';

export const used = program;
