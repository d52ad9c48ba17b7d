import picomatch from 'picomatch';
import { type Finding, fileLocation, type Tree } from '../domain/index.ts';
import { type Policy, parsePolicy } from '../policy/index.ts';

/** What a pull request may not change without being told: the policy, and the workflow that runs the gate. */
export interface TrustRequest {
  readonly head: Tree;
  readonly base: Tree;
  readonly policyFile: string;
  /** Path of the workflow file that runs the gate (GITHUB_WORKFLOW_REF); null where it is not known. */
  readonly workflowFile: string | null;
  /** True where the workflow comes from outside the pull request, so that a change to it does not decide. */
  readonly authoritative: boolean;
}

const WORKFLOWS = '.github/workflows';

/** Compares what decides at the base with what the head makes of it (design: Trust, "What decides"). */
export async function checkTrust(request: TrustRequest, policy: Policy): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const { base, head, policyFile } = request;
  const own = [policyFile, ...(await matching(request, policy))];
  for (const file of own) {
    const [before, after] = [await contentOf(base, file), await contentOf(head, file)];
    if (before === after) continue;
    findings.push(policyChanged(file, after === null, file === policyFile ? preview(after, file) : ''));
  }
  for (const file of await changedWorkflows(request)) {
    findings.push(workflowChanged(file, request.authoritative ? 'warn' : policy.gate.workflowChanges));
  }
  return findings;
}

/** The ClusterImagePolicies and trust roots that either side names literally or by glob are few: every file is compared. */
async function matching({ base, head }: TrustRequest, policy: Policy): Promise<readonly string[]> {
  if (policy.signatures.policies.length === 0) return [];
  const matches = picomatch([...policy.signatures.policies], { dot: true, nonegate: true, noext: true });
  const files = new Set<string>();
  for (const tree of [base, head]) {
    for (const entry of await tree.list()) {
      if (matches(entry.path)) files.add(entry.path);
    }
  }
  return [...files].sort();
}

/** The workflow that runs the gate where it is known, else every workflow that uses the gate. */
async function changedWorkflows({ base, head, workflowFile }: TrustRequest): Promise<readonly string[]> {
  const changed: string[] = [];
  const candidates = workflowFile === null ? await workflowsOf(base, head) : [workflowFile];
  for (const file of candidates) {
    const [before, after] = [await contentOf(base, file), await contentOf(head, file)];
    if (before === after) continue;
    if (workflowFile !== null || usesTheGate(before) || usesTheGate(after)) changed.push(file);
  }
  return changed;
}

async function workflowsOf(...trees: readonly Tree[]): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const tree of trees) for (const entry of await tree.list(WORKFLOWS)) files.add(entry.path);
  return [...files].sort();
}

function usesTheGate(text: string | null): boolean {
  return text !== null && /^\s*(?:-\s*)?uses:.*(?:supply-chain-gate|\.\/\s*$)/m.test(text);
}

async function contentOf(tree: Tree, file: string): Promise<string | null> {
  const entry = await tree.stat(file);
  if (entry === null || entry === 'directory') return null;
  if (entry.kind === 'symlink') return `link to ${entry.target}`;
  if (entry.kind === 'submodule') return 'submodule';
  return Buffer.from(await tree.read(file)).toString('latin1');
}

function preview(text: string | null, file: string): string {
  if (text === null) return ' Without it, the defaults would hold after the merge.';
  try {
    parsePolicy(Buffer.from(text, 'latin1'), file);
    return ' The new one is valid and decides from the merge on.';
  } catch (error) {
    return ` The new one is not valid, and would end every later run: ${error instanceof Error ? error.message : ''}`;
  }
}

function policyChanged(file: string, removed: boolean, after: string): Finding {
  return {
    rule: 'gate/policy-changed',
    severity: 'medium',
    result: { outcome: 'fail' },
    enforcement: 'warn',
    message: `This change ${removed ? 'removes' : 'edits'} ${file}, which is part of the policy. The base branch's version decided this run, so nothing was weakened yet.${after} Have someone who owns the policy review it.`,
    manifest: null,
    image: null,
    location: fileLocation(file),
    related: [],
    path: null,
    identity: [file],
    digest: null,
  };
}

function workflowChanged(file: string, enforcement: 'block' | 'warn'): Finding {
  return {
    rule: 'gate/workflow-changed',
    severity: 'high',
    result: { outcome: 'fail' },
    enforcement,
    message: `This change edits ${file}, the workflow that runs the gate. On a pull request the changed workflow is the one that runs, so its verdict proves nothing about itself. Make the change in a pull request of its own that an owner merges, or run the gate from a ruleset's required workflow.`,
    manifest: null,
    image: null,
    location: fileLocation(file),
    related: [],
    path: null,
    identity: [file],
    digest: null,
  };
}
