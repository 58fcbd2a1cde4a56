// violates: no-cycles
import type { Hen } from './hen';

export interface Egg {
  readonly from: Hen;
}
