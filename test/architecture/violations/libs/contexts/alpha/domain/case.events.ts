export interface CaseOpened {
  readonly type: 'CaseOpened';
}
