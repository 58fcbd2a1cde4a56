/** A fact of another group that a decision rested on: its id and the revision at which it was read. */
export interface GroupReadAt {
  readonly id: string;
  readonly revision: number;
}
