// violates: no-restricted-globals
export const port = (): string | undefined => process.env.PORT;
