// violates: no-restricted-properties
export const order = (): number => Math.random();
