/** `node scripts/count.ts FAILED_STEPS REPORT...`: adds up vitest's JSON reports; the last line is `N passed, N failed`. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const Report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numFailedTestSuites: z.int(),
  success: z.boolean(),
});

const [steps = '0', ...files] = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const file of files) {
  if (!existsSync(file)) {
    console.log(`no report ${file}: its tests did not run`);
    failed += 1;
    continue;
  }
  const report = Report.parse(JSON.parse(readFileSync(file, 'utf8')));
  passed += report.numPassedTests;
  // A skipped test checked nothing, and a suite that did not load has no tests to count.
  failed += report.numFailedTests + report.numPendingTests;
  if (!report.success && report.numFailedTests === 0) failed += Math.max(report.numFailedTestSuites, 1);
}
const broken = Number(steps);
if (broken > 0 && failed === 0) failed = broken;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
