import { withQuery, type Query } from '@minutebook/web-kit';

/** Addresses of the pages of the rule book. */
export const rulePaths = {
  board: '/rules',
  export: '/rules.csv',
  rule: (name: string) => `/rules/${name}`,
  set: (name: string) => `/rules/${name}/set`,
  end: (name: string) => `/rules/${name}/end`,
  declare: '/rules/closure-days/declare',
  withdraw: '/rules/closure-days/withdraw',
  withdrawOf: (on: string) => withQuery('/rules/closure-days/withdraw', { on }),
  deadlines: '/deadlines',
  deadline: (rule: string, inputs: Query = {}) => withQuery('/deadlines', { rule, ...inputs }),
};
