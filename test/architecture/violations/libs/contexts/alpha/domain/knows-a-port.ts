// violates: domain-knows-itself-and-the-kernel
import { port } from '@minutebook/kernel/recording';

export const used = port;
