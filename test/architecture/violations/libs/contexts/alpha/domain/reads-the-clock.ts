// violates: no-restricted-globals
export const today = (): number => Date.now();
