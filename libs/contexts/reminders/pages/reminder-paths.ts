import { withQuery } from '@minutebook/web-kit';
import type { RulesScope } from '../domain/reminder-rules.events';
import { scopeValue } from './rules-scopes';

/** Addresses of the pages of reminders. */
export const reminderPaths = {
  board: '/reminders',
  export: '/reminders.csv',
  message: (key: string) => `/reminders/${key}`,
  revokeLinks: (key: string) => `/reminders/${key}/revoke-links`,
  nobody: '/reminders/nobody-to-ask',
  preview: '/reminders/preview',
  previewOf: (day: string, account: string) => `/reminders/preview/${day}/${account}`,
  rules: '/reminders/rules',
  setRules: '/reminders/rules/set',
  setRulesOf: (scope: RulesScope) => withQuery('/reminders/rules/set', { scope: scopeValue(scope) }),
  endRules: '/reminders/rules/end',
  endRulesOf: (scope: RulesScope) => withQuery('/reminders/rules/end', { scope: scopeValue(scope) }),
  setDelivery: '/reminders/rules/delivery',
  preferences: '/reminders/preferences',
  preference: (step: 'wanted' | 'calendar' | 'close-calendar' | 'revoke-links') => `/reminders/preferences/${step}`,
  operations: '/reminders/operations',
  operation: (step: 'pause' | 'resume' | 'test' | 'retry') => `/reminders/operations/${step}`,
};
