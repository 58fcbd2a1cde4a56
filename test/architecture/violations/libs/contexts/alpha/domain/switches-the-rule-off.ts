// violates: no-restricted-globals
/* eslint-disable */
export const today = (): number => new Date().getTime();
