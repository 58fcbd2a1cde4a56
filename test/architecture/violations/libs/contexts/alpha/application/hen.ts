// violates: no-cycles
import type { Egg } from './egg';

export interface Hen {
  readonly laid: readonly Egg[];
}
