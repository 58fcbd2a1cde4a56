/** `npm run test:faults`: the fault specs alone, with as many rounds as FAULT_ROUNDS says (1,000 unless told). */
process.env.FAULT_ROUNDS ??= '1000';
process.argv.push('test/faults/', '\\.faults\\.spec\\.ts$');
await import('./test.mjs');
