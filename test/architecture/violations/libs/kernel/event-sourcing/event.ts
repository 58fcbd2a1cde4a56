export interface Fact {
  readonly type: string;
}
