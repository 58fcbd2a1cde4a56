// violates: kernel-is-entered-by-its-doors
import type { Fact } from '@minutebook/kernel/event-sourcing/event';

export type Used = Fact;
