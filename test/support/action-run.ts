import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs the action as a runner does: a process with INPUT_ and GITHUB_ variables, and files for what it says. */

const ENTRY = join(import.meta.dirname, '..', '..', 'src', 'action.ts');

export interface ActionCall {
  readonly workspace: string;
  readonly event: { readonly name: string; readonly payload: object };
  readonly apiUrl: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface ActionRun {
  readonly code: number | null;
  /** Workflow commands and what else the log shows. */
  readonly stdout: string;
  readonly stderr: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The report at `report-path`; null where none was written. */
  readonly report: unknown;
  readonly sarif: unknown;
}

export async function runActionProcess(call: ActionCall): Promise<ActionRun> {
  const temp = mkdtempSync(join(tmpdir(), 'scg-runner-'));
  const [event, output, summary] = [join(temp, 'event.json'), join(temp, 'output'), join(temp, 'summary')];
  writeFileSync(event, JSON.stringify(call.event.payload));
  for (const file of [output, summary]) writeFileSync(file, '');
  const given = { 'github-token': 'ghs_test', comment: 'review', ...call.inputs };
  const inputs = Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: temp,
    RUNNER_TEMP: temp,
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: call.workspace,
    GITHUB_EVENT_NAME: call.event.name,
    GITHUB_EVENT_PATH: event,
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_API_URL: call.apiUrl,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/gate.yaml@refs/pull/7/merge',
    ...Object.fromEntries(inputs),
    ...call.env,
  };
  try {
    const ended = await runToEnd(process.execPath, [ENTRY], { cwd: call.workspace, env });
    const outputs = readOutputs(readFileSync(output, 'utf8'));
    return {
      ...ended,
      outputs,
      summary: readFileSync(summary, 'utf8'),
      report: readJson(outputs['report-path']),
      sarif: readJson(outputs['sarif-path']),
    };
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

export function runToEnd(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
  });
}

/** The runner's file format: `name<<delimiter`, lines, `delimiter`. */
function readOutputs(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  for (const [, name = '', , value = ''] of text.matchAll(/^([^\n<]+)<<(\S+)\r?\n([\s\S]*?)\r?\n\2\r?$/gm)) {
    outputs[name] = value;
  }
  return outputs;
}

function readJson(path: string | undefined): unknown {
  return path === undefined ? null : JSON.parse(readFileSync(path, 'utf8'));
}
