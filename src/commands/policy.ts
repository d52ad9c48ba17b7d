import { join } from 'node:path';
import { UsageError } from '../domain/index.ts';
import { workingTree } from '../io/working-tree.ts';
import { lintExceptions } from '../judge/index.ts';
import { DEFAULT_POLICY_FILE, type LoadedPolicy, loadPolicy, policyJsonSchema } from '../policy/index.ts';
import { lintAges } from './policy-ages.ts';
import { lintPolicy, type PolicyMistake } from './policy-lint.ts';
import { STARTER_POLICY } from './starter-policy.ts';
import type { Terminal } from './terminal.ts';
import { openWorkspace, toTreePath } from './workspace.ts';

/** `policy schema`: the JSON Schema that editors use. */
export function policySchema(terminal: Terminal): number {
  terminal.print(`${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
  return 0;
}

/** `policy init`: a first policy with its choices explained. Never overwrites. */
export async function policyInit(terminal: Terminal): Promise<number> {
  const { root } = openWorkspace(terminal.directory);
  const path = join(root, DEFAULT_POLICY_FILE);
  if (await terminal.ports.files.exists(path)) {
    throw new UsageError({
      code: 'policy/exists',
      stage: 'policy',
      message: `${DEFAULT_POLICY_FILE} is there already.`,
      remedy: 'Edit it; `supply-chain-gate policy check` finds mistakes in it.',
    });
  }
  await terminal.ports.files.write(path, STARTER_POLICY);
  terminal.print(`Wrote ${DEFAULT_POLICY_FILE}. Next: supply-chain-gate check\n`);
  return 0;
}

/** `policy check`: 0 when it says what it means, 1 when there is a mistake. */
export async function policyCheck(file: string | undefined, terminal: Terminal): Promise<number> {
  const workspace = openWorkspace(terminal.directory);
  const path = file === undefined ? DEFAULT_POLICY_FILE : toTreePath(workspace, file);
  try {
    const loaded = await loadPolicy(workingTree(workspace.root), path);
    const now = terminal.ports.clock.now();
    const mistakes = [...lintPolicy(loaded), ...(await lintAges(loaded, now)), ...refusedExceptions(loaded, now)];
    for (const { message, remedy } of mistakes) terminal.print(`${`${message} ${remedy}`.trimEnd()}\n`);
    if (mistakes.length === 0) terminal.print(`${path}: no mistakes.\n`);
    return mistakes.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UsageError) || error.code === 'policy/not-found') throw error;
    terminal.print(`${error.message}\n${error.remedy}\n`);
    return 1;
  }
}

/** `check` reports these as findings; here they are mistakes of the file. */
function refusedExceptions({ policy, locate }: LoadedPolicy, now: Date): readonly PolicyMistake[] {
  return lintExceptions(policy, now).map(({ path, message }) => {
    const { file, startLine, startColumn } = locate(path);
    return { message: `${file}:${startLine}:${startColumn}: ${message}`, remedy: '' };
  });
}
