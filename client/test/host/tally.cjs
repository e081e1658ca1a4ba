const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

/** Mocha's usual report, and how many tests passed and failed as JSON in the file `output`. */
module.exports = class Tally extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      writeFileSync(
        options.reporterOptions.output,
        JSON.stringify({ passed: this.stats.passes, failed: this.stats.failures }),
      );
    });
  }
};
