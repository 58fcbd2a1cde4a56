// violates: no-restricted-syntax
// Planted: the architecture specs run lint over this tree, and this file proves that it refuses a test that is skipped.
describe.skip('later', () => undefined);
