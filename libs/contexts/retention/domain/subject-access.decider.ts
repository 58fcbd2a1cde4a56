import { accept, refuse, type Decider, type Refusal } from '@minutebook/kernel';
import type { AccessSubject, SubjectAccessExported } from './subject-access.events';

export interface ExportSubjectAccess {
  readonly type: 'export';
  readonly subject: AccessSubject;
  /** Whether the record knows such an account or person. */
  readonly exists: boolean;
}

export type SubjectAccessRefusal = Refusal<'no-such-subject'>;

/** The export of everything that is held about somebody. Stream `subjectAccess-<id>`: one for each export. */
export const subjectAccessDecider: Decider<
  'nothing' | 'exported',
  ExportSubjectAccess,
  SubjectAccessExported,
  SubjectAccessRefusal
> = {
  initialState: 'nothing',
  decide({ subject, exists }, state) {
    if (state === 'exported') return accept();
    if (!exists)
      return refuse({
        rule: 'no-such-subject',
        field: 'subject',
        message: 'There is no such account or person in the record.',
      });
    return accept({ type: 'SubjectAccessExported', data: { subject } });
  },
  evolve: () => 'exported',
};
