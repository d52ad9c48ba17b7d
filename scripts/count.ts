/**
 * `node scripts/count.ts FAILED_STEPS REPORT...`: adds up vitest's JSON reports, and names what failed or was skipped,
 * since a log of 9,000 tests is read from its end. The last line is `N passed, N failed`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { z } from 'zod';

const Report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numFailedTestSuites: z.int(),
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

/** How much of one failure is told, in characters: its first lines say what was expected, the rest is the stack. */
const MESSAGE = 1_200;

function tellFailures(report: z.infer<typeof Report>): void {
  for (const { name, status, message, assertionResults } of report.testResults) {
    const file = relative(process.cwd(), name);
    const broken = assertionResults.filter((test) => test.status !== 'passed');
    for (const test of broken) {
      console.log(`${test.status}: ${file}: ${test.fullName}`);
      for (const failure of test.failureMessages ?? []) console.log(failure.slice(0, MESSAGE));
    }
    if (broken.length === 0 && status !== 'passed') console.log(`${status}: ${file}\n${message.slice(0, MESSAGE)}`);
  }
}

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
  tellFailures(report);
  passed += report.numPassedTests;
  // A skipped test checked nothing, and a suite that did not load has no tests to count.
  failed += report.numFailedTests + report.numPendingTests;
  if (!report.success && report.numFailedTests === 0) failed += Math.max(report.numFailedTestSuites, 1);
}
const broken = Number(steps);
if (broken > 0 && failed === 0) failed = broken;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
