// violates: no-restricted-properties
export const today = (): number => globalThis.Date.now();
