import type { CommandResult, Location, ToolName } from '../domain/index.ts';
import type { ProblemDetails } from './problem.ts';

/** How the Go tools end when they themselves break, and not what they were given. */
const CRASH = /^(panic: |fatal error: |runtime: out of memory|SIG[A-Z]+: )/m;

/**
 * A tool that crashed, hung or printed without end. That is no verdict on the source, and no fault of the machine's
 * either: the gate could not tell. Null where the tool ended in its own ordinary way.
 */
export function toolFailure(tool: ToolName, result: CommandResult, location: Location): ProblemDetails | null {
  const remedy = 'Make the source smaller or simpler until it renders within the limits';
  if (result.status === 'exited') {
    const crash = result.code === 0 ? null : CRASH.exec(result.stderr);
    if (crash === null) return null;
    const line = result.stderr.slice(crash.index).split('\n')[0]?.slice(0, 200) ?? '';
    return { what: `${tool} crashed: ${line}`, remedy, location, unknown: 'content' };
  }
  if (result.status === 'not-started') {
    const what = `${tool} could not be started: ${result.reason}`;
    return { what, remedy: `Check the installation of ${tool}`, location, unknown: 'infrastructure' };
  }
  const verb = result.status === 'killed' ? 'ended unexpectedly' : 'was stopped';
  return { what: `${tool} ${verb}: ${result.reason}`, remedy, location, unknown: 'content' };
}
