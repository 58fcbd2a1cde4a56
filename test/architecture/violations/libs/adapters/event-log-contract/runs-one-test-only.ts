// violates: no-restricted-syntax
// Planted: the architecture specs run lint over this tree, and this file proves that it refuses `.only`.
it.only('is the only one', () => undefined);
