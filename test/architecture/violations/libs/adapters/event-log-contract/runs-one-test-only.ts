// violates: no-restricted-syntax
it.only('is the only one', () => undefined);
