// violates: product-imports-no-test-code
import { server } from '@minutebook/event-log-test-server';

export const used = server;
