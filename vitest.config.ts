import { defineConfig } from 'vitest/config';

/**
 * Three projects, fastest first. `unit` sits beside the source and needs no program; `scenario` runs the whole gate
 * with the real Trivy, helm and kustomize; `parity` compares it with the tools it promises to agree with.
 */
const json = process.env.VITEST_JSON;

export default defineConfig({
  test: {
    // .ci/run adds up the counts of two runs.
    ...(json === undefined ? {} : { reporters: ['default', 'json'], outputFile: { json } }),
    projects: [
      { test: { name: 'unit', include: ['src/**/*.test.ts', 'test/architecture.test.ts'], testTimeout: 20_000 } },
      {
        test: {
          name: 'scenario',
          include: ['test/**/*.test.ts'],
          exclude: ['test/architecture.test.ts', 'test/parity/**'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      { test: { name: 'parity', include: ['test/parity/**/*.test.ts'], testTimeout: 900_000, hookTimeout: 900_000 } },
    ],
  },
});
