import { accept } from '@minutebook/kernel';
import { ALREADY_SO, given, refusedBy, told } from '../../../kernel/testing/given.fixture';
import { subjectAccessDecider } from './subject-access.decider';

const subject = { kind: 'account', id: 'demo-clerk' } as const;
const exportIt = { type: 'export', subject, exists: true } as const;
const exported = { type: 'SubjectAccessExported', data: { subject } } as const;

it('the export of everything about somebody is recorded once, and only of somebody whom the record knows', () => {
  expect(given(subjectAccessDecider, []).when(exportIt)).toEqual(accept(exported));
  expect(given(subjectAccessDecider, [told(exported)]).when(exportIt)).toEqual(ALREADY_SO);
  expect(given(subjectAccessDecider, []).when({ ...exportIt, exists: false })).toMatchObject(
    refusedBy('no-such-subject', { field: 'subject' }),
  );
});
