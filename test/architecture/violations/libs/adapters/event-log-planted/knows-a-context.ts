// violates: adapters-know-only-the-kernel
import { beta } from '@minutebook/beta';

export const used = beta;
