// violates: kernel-knows-nobody
import { beta } from '@minutebook/beta';

export const used = beta;
