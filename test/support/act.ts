import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { z } from 'zod';
import { type Report, ReportSchema } from '../../src/report/index.ts';
import { runToEnd } from './action-run.ts';
import { requireTool } from './tools.ts';

/**
 * act, which runs workflow files without GitHub and without containers. The gate is the action as it is shipped (action.yml
 * and dist/). `actions/upload-artifact` and `actions/download-artifact` are on GitHub alone, so that stand-ins of a few lines
 * take their names and inputs, and a folder is what stands for GitHub's store of artifacts.
 */

const ROOT = join(import.meta.dirname, '..', '..');
const EXAMPLES = join(ROOT, 'docs', 'examples', 'workflows');

const inputs = (...names: readonly string[]): string =>
  `inputs: { ${names.map((name) => `${name}: { required: false }`).join(', ')} }`;
const STAND_INS = {
  upload: {
    inputs: inputs('name', 'path', 'retention-days'),
    script: `const { cpSync, mkdirSync } = require('node:fs');
const { basename, join } = require('node:path');
const folder = join(process.env.ARTIFACTS, process.env.INPUT_NAME);
mkdirSync(folder, { recursive: true });
cpSync(process.env.INPUT_PATH, join(folder, basename(process.env.INPUT_PATH)));
`,
  },
  download: {
    inputs: inputs('name', 'path', 'run-id', 'github-token'),
    script: `const { cpSync, mkdirSync } = require('node:fs');
const { join } = require('node:path');
const asked = process.env;
if (!/^[0-9]+$/.test(asked['INPUT_RUN-ID']) || !asked['INPUT_GITHUB-TOKEN']) throw new Error('of which run, and as whom?');
mkdirSync(asked.INPUT_PATH, { recursive: true });
cpSync(join(asked.ARTIFACTS, asked.INPUT_NAME), asked.INPUT_PATH, { recursive: true });
`,
  },
} as const;

export interface ActCall {
  /** A checkout. */
  readonly repository: { readonly directory: string };
  /** Below the repository's root. */
  readonly workflow: string;
  readonly event: { readonly name: string; readonly payload: object };
  readonly apiUrl: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface ActRun {
  readonly code: number | null;
  readonly log: string;
}

export class Act {
  /** The store of artifacts, and what else the workflows leave. */
  readonly directory = mkdtempSync(join(tmpdir(), 'scg-act-'));
  readonly #program: string;

  private constructor(program: string) {
    this.#program = program;
    const gate = this.#folder('actions', 'gate');
    cpSync(join(ROOT, 'action.yml'), join(gate, 'action.yml'));
    cpSync(join(ROOT, 'dist', 'action'), join(gate, 'dist', 'action'), { recursive: true });
    for (const [name, { inputs: wanted, script }] of Object.entries(STAND_INS)) {
      const folder = this.#folder('actions', name);
      writeFileSync(join(folder, 'action.yml'), `name: ${name}\n${wanted}\nruns: { using: node24, main: index.cjs }\n`);
      writeFileSync(join(folder, 'index.cjs'), script);
    }
    // Without it act asks which container image it should use.
    writeFileSync(join(this.#folder('config', 'act'), 'actrc'), '');
    this.#folder('artifacts');
    this.#folder('bin');
  }

  static async open(): Promise<Act> {
    return new Act(await requireTool('act'));
  }

  async run({ repository, workflow, event, apiUrl, env = {} }: ActCall): Promise<ActRun> {
    const payload = join(this.directory, 'event.json');
    writeFileSync(payload, JSON.stringify(event.payload));
    const variables = { GITHUB_API_URL: apiUrl, ARTIFACTS: join(this.directory, 'artifacts'), ...env };
    const args = [
      ...[event.name, '--eventpath', payload, '--workflows', workflow, '--pull=false'],
      ...['--platform', 'ubuntu-latest=-self-hosted', '--secret', 'GITHUB_TOKEN=ghs_test'],
      // Of act's own: GitHub's cache, on loopback.
      ...['--cache-server-addr', '127.0.0.1', '--cache-server-path', join(this.directory, 'actcache')],
      ...this.#replaced(readFileSync(join(repository.directory, workflow), 'utf8')),
      ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ];
    const path = [join(this.directory, 'bin'), dirname(process.execPath), process.env.PATH ?? ''];
    const ended = await runToEnd(this.#program, args, {
      cwd: repository.directory,
      env: {
        PATH: path.join(delimiter),
        HOME: this.directory,
        XDG_CONFIG_HOME: join(this.directory, 'config'),
        XDG_CACHE_HOME: join(this.directory, 'cache'),
      },
    });
    return { code: ended.code, log: `${ended.stdout}\n${ended.stderr}` };
  }

  /** A program that the workflow's scripts find first. */
  addProgram(name: string, script: string): void {
    writeFileSync(join(this.directory, 'bin', name), script, { mode: 0o755 });
  }

  /** The report that the last run kept as an artifact. */
  report(): Report {
    const file = join(this.directory, 'artifacts', 'supply-chain-gate', 'report.json');
    return ReportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  }

  clearArtifacts(): void {
    rmSync(join(this.directory, 'artifacts'), { recursive: true, force: true });
    this.#folder('artifacts');
  }

  close(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Each action that the workflow names by a repository, at the ref that it names, is a folder here. */
  #replaced(text: string): readonly string[] {
    const folders: Readonly<Record<string, string>> = {
      'supply-chain-gate/supply-chain-gate': 'gate',
      'actions/upload-artifact': 'upload',
      'actions/download-artifact': 'download',
    };
    return [...text.matchAll(/uses: ([\w-]+\/[\w-]+)@(\S+)/g)].flatMap(([, action = '', ref = '']) => {
      const folder = folders[action];
      return folder === undefined
        ? []
        : ['--local-repository', `${action}@${ref}=${join(this.directory, 'actions', folder)}`];
    });
  }

  #folder(...names: readonly string[]): string {
    const folder = join(this.directory, ...names);
    mkdirSync(folder, { recursive: true });
    return folder;
  }
}

/** The workflows that the docs offer to copy, byte for byte, by their place in a repository. */
export function exampleWorkflows(): Readonly<Record<string, string>> {
  const names = z.array(z.string().endsWith('.yaml')).parse(readdirSync(EXAMPLES));
  return Object.fromEntries(
    names.map((name) => [`.github/workflows/${name}`, readFileSync(join(EXAMPLES, name), 'utf8')]),
  );
}
