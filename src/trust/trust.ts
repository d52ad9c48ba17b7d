import picomatch from 'picomatch';
import { type Finding, fileLocation, type Tree } from '../domain/index.ts';
import type { Policy } from '../policy/index.ts';
import { sameChecks } from './same-check.ts';
import { workflowFiles } from './workflow-files.ts';

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

/** A part of the policy that the head has otherwise than the base. */
export interface PolicyChange {
  readonly file: string;
  readonly removed: boolean;
}

const WORKFLOWS = '.github/workflows';

/** The policy file and the documents that it names (for signatures and vulnerabilities), as far as base and head differ. */
export async function changedPolicy(request: TrustRequest, policy: Policy): Promise<readonly PolicyChange[]> {
  const { base, head, policyFile } = request;
  const changes: PolicyChange[] = [];
  for (const file of new Set([policyFile, ...(await matching(request, policy))])) {
    const [before, after] = [await contentOf(base, file), await contentOf(head, file)];
    if (before !== after) changes.push({ file, removed: after === null });
  }
  return changes;
}

/**
 * Compares what decides at the base with what the head makes of it (design: Trust, "What decides").
 *
 * @param preview - what the head's policy would decide, a sentence; empty where the policy did not change
 */
export async function checkTrust(
  request: TrustRequest,
  policy: Policy,
  changes: readonly PolicyChange[],
  preview: string,
): Promise<readonly Finding[]> {
  const { workflowChanges } = policy.gate;
  const changed = await changedWorkflows(request);
  const told = new Set(changed.map(({ path }) => path));
  const twins = (await checksOfTheSameName(request)).filter(({ path }) => !told.has(path));
  return [
    ...changes.map((change) => policyChanged(change, preview)),
    ...changed.map(({ path, part }) => workflowChanged(path, part, request.authoritative ? 'warn' : workflowChanges)),
    // They meet the check of an authoritative workflow as well, which is required by its name.
    ...twins.map(({ path, check }) => sameCheck(path, check, workflowChanges)),
  ];
}

/** What the policy names, literally or by glob, is little: every such file of either side is compared. */
async function matching({ base, head }: TrustRequest, policy: Policy): Promise<readonly string[]> {
  const { kev, vex } = policy.vulnerabilities;
  const files = new Set<string>(kev === undefined ? [] : [kev]);
  const patterns = [...policy.signatures.policies, ...vex];
  if (patterns.length === 0) return [...files];
  const matches = picomatch(patterns, { dot: true, nonegate: true, noext: true });
  for (const tree of [base, head]) {
    for (const entry of await tree.list()) {
      if (matches(entry.path)) files.add(entry.path);
    }
  }
  return [...files].sort();
}

interface ChangedWorkflow {
  readonly path: string;
  /** What it has to do with the gate. */
  readonly part: string;
}

/** The workflow that runs the gate where it is known, else every workflow that uses the gate; with all that they call. */
async function changedWorkflows({ base, head, workflowFile }: TrustRequest): Promise<readonly ChangedWorkflow[]> {
  const candidates = workflowFile === null ? await workflowsOf(base, head) : [workflowFile];
  const changed = new Map<string, ChangedWorkflow>();
  for (const workflow of candidates) {
    const files = [...(await workflowFiles(workflow, base)), ...(await workflowFiles(workflow, head))];
    if (workflowFile === null && !(await anyUsesTheGate(files, base, head))) continue;
    for (const { path, calledBy } of files) {
      if (changed.has(path) || (await contentOf(base, path)) === (await contentOf(head, path))) continue;
      const part = calledBy === null ? 'the workflow that runs the gate' : `which ${calledBy} calls to run the gate`;
      changed.set(path, { path, part });
    }
  }
  return [...changed.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Where the gate's workflow is of this repository; what another one's is called is not known here. */
async function checksOfTheSameName({ base, head, workflowFile }: TrustRequest) {
  if (workflowFile === null) return [];
  const changed: string[] = [];
  for (const path of await workflowsOf(head)) {
    if ((await contentOf(base, path)) !== (await contentOf(head, path))) changed.push(path);
  }
  return sameChecks(workflowFile, changed, { base, head });
}

async function workflowsOf(...trees: readonly Tree[]): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const tree of trees) for (const entry of await tree.list(WORKFLOWS)) files.add(entry.path);
  return [...files].sort();
}

async function anyUsesTheGate(files: readonly { readonly path: string }[], ...trees: readonly Tree[]) {
  for (const { path } of files) {
    for (const tree of trees) if (usesTheGate(await contentOf(tree, path))) return true;
  }
  return false;
}

function usesTheGate(text: string | null): boolean {
  return text !== null && /^\s*(?:-\s*)?['"]?uses['"]?\s*:.*(?:supply-chain-gate|\.\/['"]?\s*(?:#.*)?$)/m.test(text);
}

async function contentOf(tree: Tree, file: string): Promise<string | null> {
  const entry = await tree.stat(file);
  if (entry === null || entry === 'directory') return null;
  if (entry.kind === 'symlink') return `link to ${entry.target}`;
  if (entry.kind === 'submodule') return 'submodule';
  return `${entry.executable ? 'x' : '-'}${Buffer.from(await tree.read(file)).toString('latin1')}`;
}

function policyChanged({ file, removed }: PolicyChange, preview: string): Finding {
  return {
    ...about(file),
    rule: 'gate/policy-changed',
    severity: 'medium',
    enforcement: 'warn',
    message: `This change ${removed ? 'removes' : 'edits'} ${file}, which is part of the policy. The base branch's version decided this run, so nothing was weakened yet. ${preview} Have someone who owns the policy review it.`,
  };
}

function workflowChanged(file: string, part: string, enforcement: 'block' | 'warn'): Finding {
  return {
    ...about(file),
    rule: 'gate/workflow-changed',
    severity: 'high',
    enforcement,
    message: `This change edits ${file}, ${part}. On a pull request the changed workflow is the one that runs, so its verdict proves nothing about itself. Make the change in a pull request of its own that an owner merges, or run the gate from a ruleset's required workflow.`,
  };
}

function sameCheck(file: string, check: string, enforcement: 'block' | 'warn'): Finding {
  return {
    ...about(file),
    rule: 'gate/workflow-changed',
    severity: 'high',
    enforcement,
    identity: [file, check],
    message: `This change edits ${file}, in which a job has, or may have, a check of the name ${JSON.stringify(check.slice(0, 100))}, as the one that runs the gate has. A ruleset knows a required check by its name, so the other job could meet it whatever the gate decides. Give the job another name, or run the gate from a ruleset's required workflow.`,
  };
}

function about(file: string): Omit<Finding, 'rule' | 'severity' | 'enforcement' | 'message'> {
  return {
    result: { outcome: 'fail' },
    manifest: null,
    image: null,
    location: fileLocation(file),
    related: [],
    path: null,
    identity: [file],
    digest: null,
  };
}
