import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { valid } from 'semver';
import { createArtifactVerifier } from '../src/check/signatures/index.ts';
import { GateError } from '../src/domain/index.ts';
import { createClock } from '../src/io/clock.ts';
import { createEnv } from '../src/io/env.ts';
import { createHttp } from '../src/io/http.ts';
import { DEFAULT_POLICY } from '../src/policy/index.ts';
import { TOOL_PINS } from '../src/tools/index.ts';
import { gatherPin } from './pins/gather.ts';
import { rewritePins } from './pins/rewrite.ts';

/**
 * Renews the pin of a program that the gate downloads:
 *
 *     npm run pins -- trivy 0.70.0
 *
 * and, with `--check`, downloads every pinned archive and holds it to its pin and its signature: exit 1 on drift, and 2
 * where the archives cannot be fetched, which says nothing of the pins.
 */

const { values, positionals } = parseArgs({ allowPositionals: true, options: { check: { type: 'boolean' } } });
const RELEASED = ['trivy', 'helm', 'kustomize'] as const;
const [wanted, version = ''] = positionals;
const name = RELEASED.find((one) => one === wanted);
if (values.check !== true && (name === undefined || valid(version) !== version)) {
  console.error(
    `usage: npm run pins -- ${RELEASED.join('|')} VERSION   (like 0.70.0, without v)\n       npm run pins -- --check`,
  );
  process.exit(2);
}

const log = {
  progress: (line: string) => console.error(line),
  info: (line: string) => console.error(line),
  warn: (line: string) => console.error(line),
};
const clock = createClock();
const http = createHttp({ env: createEnv() });
const verify = createArtifactVerifier({ policy: DEFAULT_POLICY, http, now: clock.now, offline: false });
const ports = { http, log, clock };

try {
  if (values.check === true) {
    for (const tool of RELEASED) {
      const { version: pinned, archives } = TOOL_PINS[tool];
      await gatherPin(tool, pinned, { ports, verify, expected: archives });
      console.log(`${tool} ${pinned}: ${Object.keys(archives).length} archives are what is pinned`);
    }
  } else if (name !== undefined) {
    const archives = await gatherPin(name, version, { ports, verify });
    const path = fileURLToPath(new URL('../src/tools/pins.ts', import.meta.url));
    writeFileSync(path, rewritePins(readFileSync(path, 'utf8'), name, TOOL_PINS[name].version, { version, archives }));
    console.log(
      'src/tools/pins.ts written. Compare each hash with two public sources that are independent of the release,',
    );
    console.log(`then renew test/tools/${name}/go.mod to v${version} (go get, go mod tidy), and run: npm test`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
  if (values.check === true && error instanceof GateError && error.code === 'tools/download') {
    console.error('Nothing was compared, so that this is no drift: --check needs a network that reaches the releases.');
    process.exitCode = 2;
  }
} finally {
  await http.close();
}
