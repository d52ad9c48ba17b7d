import { join } from 'node:path';
import type { CommandResult, Ports, Tool } from '../../domain/index.ts';

const TIMEOUT_MS = 120_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const MAX_MEMORY_BYTES = 4 * 1024 ** 3;

/** An engine as the gate runs it: an empty home, a closed environment, no network, and files of its own. */
export function runEngine(
  tool: Tool,
  args: readonly string[],
  directory: string,
  ports: Pick<Ports, 'exec'>,
): Promise<CommandResult> {
  return ports.exec.run({
    program: tool.path,
    args,
    cwd: directory,
    env: { HOME: join(directory, 'home'), TMPDIR: directory, XDG_CACHE_HOME: join(directory, 'home') },
    network: 'none',
    timeoutMs: TIMEOUT_MS,
    maxOutputBytes: MAX_OUTPUT_BYTES,
    maxMemoryBytes: MAX_MEMORY_BYTES,
  });
}

/** Why an engine gave no answer that can be read, for a message. */
export function failureText(result: CommandResult, name: string): string {
  if (result.status !== 'exited')
    return `${name} ${result.status === 'not-started' ? 'did not start' : 'was stopped'}: ${result.reason}`;
  const said = result.stderr.trim().split('\n').slice(-4).join(' ').slice(0, 400);
  return `${name} ended with ${result.code}${said === '' ? '' : `: ${said}`}`;
}
