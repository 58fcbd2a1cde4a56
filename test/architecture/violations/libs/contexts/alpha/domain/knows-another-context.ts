// violates: domain-knows-itself-and-the-kernel
import { beta } from '@minutebook/beta';

export const used = beta;
