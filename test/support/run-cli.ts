import { spawn } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireTool } from './tools.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Cli {
  /** Runs the command line in a directory, as a person would: a process of its own. `more`: of its environment. */
  run(directory: string, args: readonly string[], more?: Readonly<Record<string, string>>): Promise<CliRun>;
  close(): Promise<void>;
}

/** The command line with the real Trivy, helm and kustomize (and `more`) on its PATH, and a home that holds nothing else. */
export async function openCli(more: readonly string[] = []): Promise<Cli> {
  const home = await mkdtemp(join(tmpdir(), 'scg-cli-'));
  for (const name of ['trivy', 'helm', 'kustomize', ...more]) await symlink(await requireTool(name), join(home, name));
  const env = {
    PATH: [home, '/usr/bin', '/bin'].join(delimiter),
    HOME: home,
    TMPDIR: tmpdir(),
    NODE_COMPILE_CACHE: join(home, 'compiled'),
  };
  return {
    run: (directory, args, added = {}) => runNode([CLI, ...args], { cwd: directory, env: { ...env, ...added } }),
    close: () => rm(home, { recursive: true, force: true }),
  };
}

/** Runs Node itself on a program, without this process's environment. */
export function runNode(
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(err).toString('utf8') }),
    );
  });
}
