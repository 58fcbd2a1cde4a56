// violates: no-restricted-syntax
describe.skip('later', () => undefined);
