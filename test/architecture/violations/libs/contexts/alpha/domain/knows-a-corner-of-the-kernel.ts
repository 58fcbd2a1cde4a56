// violates: domain-knows-itself-and-the-kernel
import type { Fact } from '@minutebook/kernel/event-sourcing/event';

export type Used = Fact;
