import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs a tool to its end, without a shell. @throws Error with what it said. */
export async function run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  try {
    const { stdout } = await execute(program, [...args], { env: { ...process.env, ...env }, timeout: 60_000 });
    return stdout.trim();
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Error(`${program} ${args.join(' ')} failed: ${said}`);
  }
}
