// violates: pure-kernel-does-not-know-the-rest
import { port } from '../recording/port';

export const used = port;
