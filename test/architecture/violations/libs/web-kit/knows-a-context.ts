// violates: web-kit-knows-no-context
import { beta } from '@minutebook/beta';

export const used = beta;
