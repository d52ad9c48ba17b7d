import { isAbsolute } from 'node:path';
import { type ToolName, UsageError } from '../domain/index.ts';
import type { Policy } from '../policy/index.ts';
import { TOOL_PINS } from './pins.ts';

/** @throws UsageError for a path in `tools` that is not absolute, of a program that may have to be run. */
export function assertToolPaths({ tools }: Pick<Policy, 'tools'>): void {
  for (const name of Object.keys(TOOL_PINS).filter(isToolName)) {
    const path = tools[name]?.path;
    if (path !== undefined) assertAbsolute(name, path);
  }
}

const isToolName = (name: string): name is ToolName => Object.hasOwn(TOOL_PINS, name);

/** @throws UsageError */
export function assertAbsolute(name: ToolName, path: string): void {
  if (isAbsolute(path)) return;
  throw new UsageError({
    code: 'tools/path',
    stage: 'tools',
    message: `tools.${name}.path in the policy is ${path}, which is not absolute.`,
    remedy: 'Name the program by its absolute path on the runner.',
  });
}
