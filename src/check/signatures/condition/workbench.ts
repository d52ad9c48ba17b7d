import type { Command, CommandResult, Json, Ports } from '../../../domain/index.ts';
import type { Evaluation } from './evaluator.ts';

/** One language's program, ready to be asked. */
export interface ConditionProgram {
  evaluate(text: string, input: Json): Promise<Evaluation>;
}

/** Where programs run: an empty directory with the files that they are given, no network, little time. */
export type Workbench = Pick<Ports, 'exec' | 'files'>;

const TIMEOUT_MS = 20_000;
const MAX_OUTPUT_BYTES = 8 << 20;
const MAX_MEMORY_BYTES = 2 * 1024 ** 3;

export async function runOnFiles(
  { exec, files }: Workbench,
  program: string,
  content: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<CommandResult> {
  return files.withTemporaryDirectory('scg-condition', async (directory) => {
    for (const [name, text] of Object.entries(content)) await files.write(`${directory}/${name}`, text);
    const command: Command = {
      program,
      args,
      cwd: directory,
      env: {
        HOME: directory,
        TMPDIR: directory,
        XDG_CACHE_HOME: directory,
        CUE_CACHE_DIR: directory,
        CUE_REGISTRY: 'none',
      },
      network: 'none',
      timeoutMs: TIMEOUT_MS,
      maxOutputBytes: MAX_OUTPUT_BYTES,
      maxMemoryBytes: MAX_MEMORY_BYTES,
    };
    const result = await exec.run(command);
    return { ...result, stderr: result.stderr.replaceAll(`${directory}/`, '') };
  });
}

/** A run without a verdict: the condition may be what takes too long, so it counts as content. */
export function gaveNoAnswer(program: string, result: CommandResult): Evaluation {
  const reason = result.status === 'exited' ? `ended with ${result.code}` : result.reason;
  return {
    status: 'unreadable',
    cause: 'content',
    reason: `${program} did not evaluate the condition: ${reason}`,
    remedy: `Run ${program} on the condition by hand, and make it simpler.`,
  };
}
