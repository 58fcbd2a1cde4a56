// violates: no-restricted-globals
// Planted: the architecture specs run lint over this tree, and this file proves that a comment cannot switch a rule off.
/* eslint-disable */
export const today = (): number => new Date().getTime();
