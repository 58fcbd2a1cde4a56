// violates: @typescript-eslint/no-floating-promises
export const forget = (work: () => Promise<void>): void => {
  work();
};
