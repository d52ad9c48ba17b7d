import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type CheckOptions, check } from '../../src/commands/check.ts';
import { DATABASE_NAME } from '../../src/demo/trivy-database.ts';
import type { Ports } from '../../src/domain/index.ts';
import { realPorts, startScanRegistry } from './scanning.ts';
import { createKey, keyAuthority, policyText, putSignatures, signPayload, simpleSigning } from './signatures.ts';
import { requireTool } from './tools.ts';

/** One run of `check`, and what it took to get there. */
export interface Taken {
  readonly exitCode: number;
  readonly output: string;
  readonly said: readonly string[];
  /** Nothing was read or judged again: the run of before was known again. */
  readonly isRecalled: boolean;
  readonly requests: number;
  /** Waits that had not ended when the run had. */
  readonly waiting: number;
}

export interface RunConditions {
  readonly build?: string;
  readonly at?: Date;
  readonly variables?: Readonly<Record<string, string>>;
  readonly options?: Partial<CheckOptions>;
  readonly paths?: readonly string[];
  /** Whoever reads the output goes after so many pieces. */
  readonly reads?: number;
}

/** A directory with a pod of two signed images of a registry on loopback, and `check --cache` in it with the real Trivy. */
export async function openShop() {
  const server = await startScanRegistry();
  const key = createKey();
  const names = ['shop/cart', 'shop/pay'];
  const root = await realpath(await mkdtemp(join(tmpdir(), 'scg-shop-')));
  const directory = join(root, 'work');
  const home = join(root, 'home');
  const cache = join(root, 'kept');
  const at = (path: string): string => join(directory, path);
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(at(path)), { recursive: true });
    await writeFile(at(path), text);
  };
  return {
    server,
    key,
    names,
    directory,
    home,
    cache,
    write,
    read: (path: string): Promise<string> => readFile(at(path), 'utf8'),
    remove: (path: string): Promise<void> => rm(at(path)),
    /** The files of runs that were kept. */
    async records(): Promise<readonly string[]> {
      const folder = join(cache, 'runs-v1');
      return (await readdir(folder).catch(() => [])).map((name) => join(folder, name));
    },
    sign(name: string, digest: string): void {
      putSignatures(server.store, name, digest, [signPayload(key, simpleSigning(digest))]);
    },
    async policy(more: Readonly<Record<string, unknown>> = {}): Promise<void> {
      const policy = {
        version: 1,
        images: { digest: 'off', allow: [`${server.host}/**`] },
        signatures: { policies: ['signed.yaml'] },
        vulnerabilities: { canary: 'off', databaseRepositories: [`${server.host}/${DATABASE_NAME}`] },
        hardening: { podSecurity: { level: 'privileged' }, rules: { '*': 'off' } },
        tools: { trivy: { path: await requireTool('trivy') } },
        ...more,
      };
      await write('.github/supply-chain-gate.yaml', JSON.stringify(policy));
      await write('signed.yaml', policyText({ authorities: [keyAuthority({ pem: key.pem })] }));
    },
    async pods(references: readonly string[] = names.map((name) => `${server.host}/${name}:1`)): Promise<void> {
      const containers = references.map((image, index) => ({ name: `app-${index}`, image }));
      const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'shop' }, spec: { containers } };
      await write('deploy/pod.yaml', JSON.stringify(pod));
    },
    async run({
      build = 'this build',
      at,
      variables = {},
      options = {},
      paths = [],
      reads = Number.POSITIVE_INFINITY,
    }: RunConditions = {}): Promise<Taken> {
      const seen = { judged: false, requests: 0, waiting: 0, output: '', said: [] as string[] };
      const real = realPorts();
      const environment: Readonly<Record<string, string | undefined>> = {
        ...process.env,
        HOME: home,
        XDG_CACHE_HOME: undefined,
        ...variables,
      };
      const ports: Ports = {
        ...real,
        clock: {
          ...real.clock,
          now: () => (at === undefined ? real.clock.now() : new Date(at)),
          async sleep(milliseconds, signal) {
            seen.waiting += 1;
            await real.clock.sleep(milliseconds, signal).finally(() => {
              seen.waiting -= 1;
            });
          },
        },
        env: { get: (name) => environment[name] },
        http: {
          send(request) {
            seen.requests += 1;
            return real.http.send(request);
          },
        },
        log: {
          progress: (text) => {
            seen.judged ||= text.startsWith('Rendered');
          },
          info: (text) => void seen.said.push(text),
          warn: (text) => void seen.said.push(text),
        },
      };
      const terminal = {
        ports,
        directory,
        color: false,
        width: 100,
        build,
        print: (text: string) => {
          seen.output += text;
        },
        printPieces: async (pieces: Iterable<string>) => {
          let read = 0;
          for (const piece of pieces) {
            read += 1;
            if (read > reads) return;
            seen.output += piece;
          }
        },
      };
      try {
        const exitCode = await check(paths, { format: 'json', cache, ...options }, terminal);
        const { output, said, requests, judged } = seen;
        // What was called off ends in the next moment.
        await new Promise((resolve) => setImmediate(resolve));
        return { exitCode, output, said, isRecalled: !judged, requests, waiting: seen.waiting };
      } finally {
        await real.close();
      }
    },
    async close(): Promise<void> {
      await server.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

export const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
