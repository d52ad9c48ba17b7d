import { parse } from 'yaml';
import { z } from 'zod';
import type { Tree } from '../domain/index.ts';

const MAX_WORKFLOW_BYTES = 1024 * 1024;
/** What is shown of a check's name is far shorter. */
const MAX_NAME = 500;
/** Any expression. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's expressions look like JavaScript's.
const COMPUTED = '${{ }}';

const Job = z.looseObject({
  name: z.unknown().optional(),
  uses: z.unknown().optional(),
  strategy: z.unknown().optional(),
  steps: z.array(z.unknown()).optional().catch(undefined),
});
const Workflow = z.looseObject({ jobs: z.record(z.string(), Job) });
const Step = z.looseObject({ uses: z.string() });

/** A job, and what its checks may be called, with `${{ }}` for what only a run knows. */
interface NamedJob {
  readonly names: readonly string[];
  /** It uses the gate, or something of its own repository that may. */
  readonly gate: boolean;
}

/**
 * Workflows beside the gate's own that the change adds or edits, and that have a job whose check is called as the gate's is. A
 * ruleset knows a required check by its name and its app, and both jobs are GitHub Actions': the other one could meet it.
 */
export async function sameChecks(
  gate: string,
  changed: readonly string[],
  { base, head }: { readonly base: Tree; readonly head: Tree },
): Promise<readonly { readonly path: string; readonly check: string }[]> {
  const own = [...(await jobsOf(gate, base)), ...(await jobsOf(gate, head))];
  const running = own.filter((job) => job.gate);
  const names = new Set((running.length > 0 ? running : own).flatMap((job) => job.names));
  const found: { path: string; check: string }[] = [];
  for (const path of changed) {
    if (path === gate) continue;
    const others = (await jobsOf(path, head)).flatMap((job) => job.names);
    const check = [...names].find((name) => others.some((other) => mayBe(other, name) || mayBe(name, other)));
    if (check !== undefined) found.push({ path, check });
  }
  return found;
}

/** Whether a name, once its expressions have values, may be that text. Upper and lower case count as the same. */
function mayBe(name: string, text: string): boolean {
  const whole = text.toLowerCase();
  const [first = '', ...rest] = name.toLowerCase().split(/\$\{\{.*?\}\}/s);
  const last = rest.pop();
  if (last === undefined) return first === whole;
  if (!whole.startsWith(first) || !whole.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = whole.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at + last.length <= whole.length;
}

/** None of a file that GitHub would not read as a workflow either. */
async function jobsOf(path: string, tree: Tree): Promise<readonly NamedJob[]> {
  const entry = await tree.stat(path);
  if (entry === null || entry === 'directory' || entry.kind !== 'file' || entry.size > MAX_WORKFLOW_BYTES) return [];
  let value: unknown;
  try {
    value = parse(new TextDecoder().decode(await tree.read(path)), { maxAliasCount: 100, merge: true });
  } catch {
    return [];
  }
  const workflow = Workflow.safeParse(value);
  if (!workflow.success) return [];
  return Object.entries(workflow.data.jobs).map(([id, { name, uses, strategy, steps = [] }]) => {
    const used = [uses, ...steps.map((step) => Step.safeParse(step).data?.uses)];
    const gate = used.some((each) => typeof each === 'string' && /supply-chain-gate|^\.\//.test(each));
    const shown = (typeof name === 'string' || typeof name === 'number' ? String(name) : id).slice(0, MAX_NAME);
    // `gate (prod, eu)` of a matrix; `gate / check` of a job in a workflow that this one calls.
    const names = strategy === undefined ? [shown] : [shown, `${shown} (${COMPUTED})`];
    return { names: uses === undefined ? names : names.map((each) => `${each} / ${COMPUTED}`), gate };
  });
}
