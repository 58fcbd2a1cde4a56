/** Where a local rule is recorded. */
export function ruleStream(name: string): string {
  return `rule-${name}`;
}

export const CLOSURE_DAYS_ID = 'closure-days';
