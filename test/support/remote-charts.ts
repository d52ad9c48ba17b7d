import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Http, HttpRequest, Ports } from '../../src/domain/index.ts';
import { unifiedDiff } from '../../src/fix/index.ts';
import { prepare } from '../../src/gate/context.ts';
import { repair } from '../../src/gate/repair.ts';
import type { GateRequest } from '../../src/gate/request.ts';
import { survey } from '../../src/gate.ts';
import { createClock } from '../../src/io/clock.ts';
import { createExec } from '../../src/io/exec.ts';
import { createFiles } from '../../src/io/files.ts';
import { createHttp } from '../../src/io/http.ts';
import { loadPolicy } from '../../src/policy/index.ts';
import { memoryTree } from '../../src/tree/index.ts';
import { digestOf } from './fixing.ts';
import { createPorts } from './ports.ts';
import { toolbox } from './rendering.ts';
import { requireTool } from './tools.ts';

const run = promisify(execFile);

/** A chart of one workload, whose values say the image. */
export const WEB_CHART: Readonly<Record<string, string>> = {
  'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.2.3\n',
  'values.yaml': 'image: {repository: docker.io/acme/web, tag: "1.0"}\nsidecar: docker.io/acme/sidecar:2.0\n',
  'templates/pod.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}-web
spec:
  containers:
    - name: web
      image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
    - name: sidecar
      image: {{ .Values.sidecar }}
`,
};

export interface PackedChart {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** A directory with charts packed by the real helm. */
export class ChartYard {
  readonly #directory: string;

  private constructor(directory: string) {
    this.#directory = directory;
  }

  static async open(): Promise<ChartYard> {
    return new ChartYard(await mkdtemp(join(tmpdir(), 'scg-charts-')));
  }

  async pack(name: string, files: Readonly<Record<string, string>>): Promise<PackedChart> {
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.#directory, name, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    const output = join(this.#directory, `${name}-packed`);
    await this.#helm('package', join(this.#directory, name), '--destination', output);
    const version = /^version: (.*)$/m.exec(files['Chart.yaml'] ?? '')?.[1] ?? '';
    const file = join(output, `${name}-${version}.tgz`);
    const bytes = await readFile(file);
    return { file, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  }

  /** Pushes as `helm push` does; the manifest's digest. */
  async push({ file }: PackedChart, to: string): Promise<string> {
    const said = await this.#helm('push', file, to, '--plain-http');
    const digest = /sha256:[0-9a-f]{64}/.exec(said)?.[0];
    if (digest === undefined) throw new Error(`helm push said no digest: ${said}`);
    return digest;
  }

  async close(): Promise<void> {
    await rm(this.#directory, { recursive: true, force: true });
  }

  async #helm(...args: readonly string[]): Promise<string> {
    const env = { HOME: this.#directory, PATH: '' };
    const { stdout, stderr } = await run(await requireTool('helm'), args, { env });
    return stdout + stderr;
  }
}

/** The real client, which notes whom it asks. */
export function notingHttp(): Http & { readonly asked: string[]; close(): Promise<void> } {
  const http = createHttp({ env: { get: () => undefined } });
  const asked: string[] = [];
  const send = (request: HttpRequest) => {
    asked.push(`${request.url.host}${request.url.pathname}`);
    return http.send(request);
  };
  return { send, asked, close: () => http.close() };
}

export interface Surveyed {
  /** `rule outcome cause file:line: message`. */
  readonly findings: readonly string[];
  /** `image file:line` with `~` where it is approximate. */
  readonly images: readonly string[];
}

/** What the gate comes to, up to what needs no image's registry, of files and a policy. */
export async function openSurvey(
  files: Readonly<Record<string, string>>,
  policy: string,
  http: Http,
  more: Partial<GateRequest> = {},
): Promise<{
  found: Awaited<ReturnType<typeof survey>>;
  said: Surveyed;
  pins: () => Promise<readonly string[]>;
  reasons: () => Promise<readonly string[]>;
}> {
  const ports: Ports = createPorts({
    clock: createClock(),
    exec: createExec(),
    files: createFiles(),
    random: { fraction: () => 0 },
    env: { get: () => undefined },
    http,
  });
  const tree = memoryTree({ ...files, '.github/supply-chain-gate.yaml': policy });
  const request: GateRequest = {
    head: tree,
    base: null,
    policyTree: tree,
    policyFile: null,
    repository: { address: 'https://github.com/acme/shop', branch: 'main' },
    paths: [],
    mode: 'cli',
    pullRequest: false,
    offline: false,
    registryCache: null,
    credentials: new Map(),
    insecureHosts: [],
    resolveAll: false,
    trust: null,
    ...more,
  };
  const context = { ...prepare(request, await loadPolicy(tree, null), ports), toolbox };
  const found = await survey(tree, context);
  return { found, said: saidOf(found), pins, reasons };

  async function fixes() {
    const unpinned = found.findings.filter(({ rule }) => rule === 'image/unpinned');
    const resolutions = new Map(
      found.images.map(({ written }) => [written, { status: 'resolved', digest: digestOf(written) } as const]),
    );
    const none = new Map();
    const checks = { allowlist: none, signatures: none, vulnerabilities: none, signaturePolicies: none };
    const inspection = { resolutions, checks, findings: [], replaced: [], settled: none, tools: {} };
    return repair(found, unpinned, inspection, context);
  }

  /** The lines that pins of all images change. */
  async function pins(): Promise<readonly string[]> {
    const diff = await unifiedDiff(tree, (await fixes()).edits);
    return diff.split('\n').filter((line) => /^[+-](?![+-])/.test(line));
  }

  /** Why the others are not pinned. */
  async function reasons(): Promise<readonly string[]> {
    return [...(await fixes()).reasons.values()];
  }
}

/** The part that most tests compare. */
export async function surveyOf(...request: Parameters<typeof openSurvey>): Promise<Surveyed> {
  return (await openSurvey(...request)).said;
}

function saidOf(found: Awaited<ReturnType<typeof survey>>): Surveyed {
  return {
    findings: found.findings
      .filter(({ rule }) => /^(source|render|manifest)\//.test(rule))
      .map(({ rule, result, location, message }) => {
        const cause = result.outcome === 'unknown' ? ` ${result.cause}` : '';
        return `${rule} ${result.outcome}${cause} ${location.file}:${location.startLine}: ${message}`;
      }),
    images: found.images.flatMap(({ written, uses }) =>
      uses.map(
        ({ place: { location } }) => `${written} ${location.file}:${location.startLine}${location.exact ? '' : '~'}`,
      ),
    ),
  };
}
