// violates: no-restricted-syntax
export const late = (): Promise<unknown> => import('./case.events');
