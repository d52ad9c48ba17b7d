import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { VERSION } from '../src/version.ts';
import { runNode } from './support/run-cli.ts';

/** Scripts ask for the version before every run: it must not load the engine. V8 itself says what was loaded. */

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const Coverage = z.object({ result: z.array(z.object({ url: z.string() })) });

test.each([
  ['src/cli.ts', ['src/cli.ts', 'src/io/compile-cache.ts', 'src/io/env.ts', 'src/io/heap.ts', 'src/version.ts']],
  ['dist/cli/index.js', ['dist/cli/index.js']],
])('%s --version answers and loads %j alone', async (program, loaded) => {
  const directory = await mkdtemp(join(tmpdir(), 'scg-version-'));
  try {
    const env = { NODE_V8_COVERAGE: directory };
    const run = await runNode([join(ROOT, program), '--version'], { cwd: directory, env });
    expect(run).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: '' });
    expect(await loadedFiles(directory)).toEqual(loaded);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});

async function loadedFiles(directory: string): Promise<readonly string[]> {
  const [name = ''] = await readdir(directory);
  const { result } = Coverage.parse(JSON.parse(await readFile(join(directory, name), 'utf8')));
  const root = pathToFileURL(ROOT).href;
  return result.flatMap(({ url }) => (url.startsWith(root) ? [url.slice(root.length)] : [])).sort();
}
