// violates: no-restricted-globals
export const shownAt = (): string => new Date().toISOString();
