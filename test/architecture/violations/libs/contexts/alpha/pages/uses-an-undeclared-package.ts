// violates: packages-are-declared
import * as peer from 'ajv';

export const used = peer;
