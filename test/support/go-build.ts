import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { type Definition, moduleDirectory } from './tool-definitions.ts';

/** Linking the largest of them takes gigabytes: no more than this at a time. */
const limit = pLimit(3);

/** Builds a pinned tool: versions from its go.mod, every download checked against its go.sum. */
export async function buildWithGo(tool: Definition): Promise<Uint8Array> {
  const directory = await mkdtemp(join(tmpdir(), 'scg-build-'));
  const output = join(directory, tool.name);
  const flags = ['-s -w', ...tool.linkerFlags].join(' ');
  try {
    const argv = [
      'build',
      '-mod=readonly',
      '-trimpath',
      '-buildvcs=false',
      '-ldflags',
      flags,
      '-o',
      output,
      tool.package,
    ];
    await limit(() => run(argv, tool));
    return await readFile(output);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function run(argv: readonly string[], tool: Definition): Promise<void> {
  const child = spawn('go', argv, {
    cwd: moduleDirectory(tool.name),
    env: { ...process.env, CGO_ENABLED: '0', GOWORK: 'off', ...tool.environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-8000);
  });
  return new Promise((resolve, reject) => {
    child.on('error', (error) => {
      reject(new Error('code' in error && error.code === 'ENOENT' ? 'there is no Go (go) on PATH' : error.message));
    });
    child.on('close', (code) => {
      const errors = said.split('\n').filter((line) => line !== '' && !line.startsWith('go: downloading'));
      if (code === 0) resolve();
      else reject(new Error(`go build ended with ${code}: ${errors.slice(-6).join(' | ')}`));
    });
  });
}
