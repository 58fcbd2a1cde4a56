// violates: domain-knows-itself-and-the-kernel
import { program } from '../../../../apps/tracker/main';

export const used = program;
