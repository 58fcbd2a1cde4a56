/** A jest reporter that leaves the counts of a run, and what was skipped, in the file that COUNTS_FILE names. */
const { writeFileSync } = require('node:fs');
const { relative } = require('node:path');

module.exports = class CountReporter {
  onRunComplete(_contexts, results) {
    const skipped = results.testResults.flatMap(({ testFilePath, testResults }) =>
      testResults
        .filter(({ status }) => status === 'pending' || status === 'todo')
        .map(({ fullName }) => `${relative(process.cwd(), testFilePath)}: skipped: ${fullName}`),
    );
    const counts = {
      passed: results.numPassedTests,
      // A spec file that could not be loaded counts as one failure.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped,
    };
    writeFileSync(process.env.COUNTS_FILE, JSON.stringify(counts));
  }
};
