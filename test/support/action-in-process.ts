import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAction } from '../../src/commands/action.ts';
import type { Ports } from '../../src/domain/index.ts';
import type { ActionRuntime } from '../../src/io/action-runtime.ts';
import { createPorts } from '../../src/io/ports.ts';
import { type Report, ReportSchema } from '../../src/report/index.ts';

export interface InProcessCall {
  readonly workspace: string;
  readonly event: { readonly name: string; readonly payload: unknown };
  /** Left out: no token, so that GitHub is not asked. */
  readonly apiUrl?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Other ports than the system's. */
  readonly ports?: (real: Ports) => Partial<Ports>;
}

export interface InProcessRun {
  /** What the step ends in: null, or the message it failed with. */
  readonly failure: string | null;
  readonly outputs: Readonly<Record<string, string>>;
  /** Workflow commands. */
  readonly commands: string;
  readonly log: readonly string[];
  readonly summary: string;
  /** Null where nothing was decided. */
  readonly report: Report | null;
  /** Files that the run left in its folder, by name. */
  readonly files: ReadonlyMap<string, string>;
}

/** The action with its real ports, git and tools, in this process: what a runner sets is given, what it collects is kept. */
export async function runActionInProcess(call: InProcessCall): Promise<InProcessRun> {
  const temp = mkdtempSync(join(tmpdir(), 'scg-action-'));
  const seen = { failure: null as string | null, outputs: {} as Record<string, string>, commands: '', summary: '' };
  const log: string[] = [];
  const inputs: Readonly<Record<string, string>> = {
    'github-token': call.apiUrl === undefined ? '' : 'ghs_test',
    ...call.inputs,
  };
  const runtime: ActionRuntime = {
    input: (name) => inputs[name] ?? '',
    lines: (name) => (inputs[name] ?? '').split('\n').filter((line) => line !== ''),
    output: (name, value) => {
      seen.outputs[name] = String(value);
    },
    mask: () => {},
    event: async () => call.event.payload,
    appendSummary: async (markdown) => {
      seen.summary += markdown;
    },
    write: (text) => {
      seen.commands += text;
    },
    fail: (message) => {
      seen.failure = message;
    },
    cache: { available: false, restore: async () => false, save: async () => {} },
  };
  const variables: Readonly<Record<string, string | undefined>> = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    XDG_CACHE_HOME: process.env.XDG_CACHE_HOME,
    RUNNER_TEMP: temp,
    GITHUB_WORKSPACE: call.workspace,
    GITHUB_EVENT_NAME: call.event.name,
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_API_URL: call.apiUrl,
    GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/gate.yaml@refs/pull/7/merge',
    ...call.env,
  };
  const say = (line: string): void => void log.push(line);
  const ports = createPorts({ progress: () => {}, info: say, warn: say });
  try {
    await runAction(runtime, {
      ...ports,
      env: { get: (name) => variables[name] },
      ...call.ports?.(ports),
    });
    const path = seen.outputs['report-path'];
    const report = path === undefined ? null : ReportSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const kept = Object.values(seen.outputs).filter((value) => value.startsWith(temp) && existsSync(value));
    const files = new Map(kept.map((file) => [file.slice(temp.length + 1), readFileSync(file, 'utf8')]));
    return { ...seen, log, report, files };
  } finally {
    await ports.close();
    rmSync(temp, { recursive: true, force: true });
  }
}

/** The rules of a run's findings with this effect, each once. */
export function rulesWith(run: Pick<InProcessRun, 'report'>, effect: string): readonly string[] {
  return [
    ...new Set((run.report?.findings ?? []).filter((each) => each.effect === effect).map(({ rule }) => rule)),
  ].sort();
}
