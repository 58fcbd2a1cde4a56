// violates: nobody-imports-an-app
import { program } from '../../../../apps/tracker/main';

export const used = program;
