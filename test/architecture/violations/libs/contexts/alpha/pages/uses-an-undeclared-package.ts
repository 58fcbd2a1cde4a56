// violates: packages-are-declared
import * as peer from 'semver';

export const used = peer;
