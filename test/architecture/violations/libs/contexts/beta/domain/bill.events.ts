export interface BillSent {
  readonly type: 'BillSent';
}
