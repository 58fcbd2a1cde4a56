// violates: kernel-is-entered-by-its-doors
import { port } from '@minutebook/kernel/recording/port';

export const used = port;
