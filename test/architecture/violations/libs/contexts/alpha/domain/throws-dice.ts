// violates: no-restricted-properties
export const die = (): number => Math.ceil(Math.random() * 6);
