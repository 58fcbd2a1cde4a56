// violates: nobody-imports-an-app
import { program } from '../tracker/main';

export const used = program;
