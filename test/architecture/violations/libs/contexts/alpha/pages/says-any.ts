// violates: @typescript-eslint/no-explicit-any
export const anything = (value: any): boolean => value === undefined;
