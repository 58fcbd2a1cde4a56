// violates: product-imports-no-test-code
import { contract } from '@minutebook/event-log-contract';

export const used = contract;
