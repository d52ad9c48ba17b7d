import type { Ports, ToolName } from '../domain/index.ts';
import { parseVersion, VERSION_ARGUMENTS } from './version.ts';

/** The version that a program says of itself, asked in an empty directory and without a network; null for no answer. */
export async function askVersion(
  name: ToolName,
  path: string,
  ports: Pick<Ports, 'exec' | 'files'>,
): Promise<string | null> {
  return ports.files.withTemporaryDirectory('scg-version', async (directory) => {
    const result = await ports.exec.run({
      program: path,
      args: VERSION_ARGUMENTS[name],
      cwd: directory,
      env: { HOME: directory, XDG_CACHE_HOME: directory, TMPDIR: directory },
      network: 'none',
      repeatable: true,
      timeoutMs: 20_000,
      maxOutputBytes: 64 * 1024,
    });
    if (result.status !== 'exited' || result.code !== 0) return null;
    return parseVersion(Buffer.from(result.stdout).toString('utf8'));
  });
}
