// violates: product-imports-no-test-code
import { proof } from '../read-models/case-list.fixture';

export const used = proof;
