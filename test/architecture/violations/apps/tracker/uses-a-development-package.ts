// violates: packages-are-declared
import * as fc from 'fast-check';

export const used = fc;
