// violates: worker-knows-the-tracker-only
import { program } from '../verify/main';

export const used = program;
