import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { HttpError, type HttpResponse, type Ports } from '../../src/domain/index.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/policy/index.ts';
import { sha256 } from '../../src/tools/digest.ts';
import type { VerifyRelease } from '../../src/tools/release-signature.ts';
import { createToolbox } from '../../src/tools/toolbox.ts';
import { createPorts } from './ports.ts';

/** A toolbox on a machine that a test makes up: its files, its programs and what the web answers. */

/** A program that says this of itself. */
export const program = (says: string): Buffer => Buffer.from(`#!says ${says}`);

export interface Machine {
  readonly ports: Ports;
  readonly files: Map<string, Uint8Array>;
  /** What was run, in order. */
  readonly ran: string[];
  readonly fetched: string[];
}

export type Answer = HttpResponse | HttpError;

export function machine(
  files: Readonly<Record<string, Uint8Array>>,
  environment: Readonly<Record<string, string>> = {},
  web: Readonly<Record<string, Answer | readonly Answer[]>> = {},
): Machine {
  const disk = new Map(Object.entries(files));
  const ran: string[] = [];
  const fetched: string[] = [];
  const variables: Record<string, string> = { HOME: '/home/dev', PATH: '/usr/local/bin:/usr/bin', ...environment };
  const ports = createPorts({
    clock: { now: () => new Date(0), elapsed: () => 0, sleep: async () => {} },
    env: { get: (name) => variables[name] },
    exec: {
      run: async (command) => {
        ran.push(command.program);
        const text = Buffer.from(disk.get(command.program) ?? '').toString('utf8');
        const says = /^#!says (.*)$/s.exec(text)?.[1];
        if (says === undefined) return { status: 'exited', code: 1, stdout: new Uint8Array(), stderr: 'no' };
        return { status: 'exited', code: 0, stdout: Buffer.from(says), stderr: '' };
      },
    },
    http: {
      send: async ({ url }) => {
        fetched.push(url.href);
        const answers = [web[url.href] ?? []].flat();
        const answer = answers[Math.min(fetched.filter((each) => each === url.href).length, answers.length) - 1];
        if (answer === undefined) throw new HttpError('dns', `the name ${url.host} is not known`);
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    files: {
      read: async (path) => disk.get(path) ?? null,
      write: async (path, content) => {
        disk.set(path, Buffer.from(content));
      },
      append: async () => {},
      writePieces: async () => {},
      exclusively: (_, use) => use(),
      hash: async (path) => {
        const bytes = disk.get(path);
        return bytes === undefined ? null : sha256(bytes);
      },
      exists: async (path) => disk.has(path),
      makeDirectory: async () => {},
      remove: async (path) => {
        disk.delete(path);
      },
      copy: async () => null,
      move: async () => true,
      stamp: async () => null,
      readPart: async () => null,
      withTemporaryDirectory: (_, use) => use('/tmp/empty'),
    },
  });
  return { ports, files: disk, ran, fetched };
}

export function toolbox(
  { ports }: Machine,
  mode: 'action' | 'cli' = 'cli',
  tools: Policy['tools'] = {},
  platform: 'linux/amd64' | 'windows/amd64' | null = 'linux/amd64',
  verify: VerifyRelease = wellSigned,
  kept: string | null = null,
) {
  return createToolbox({ policy: { ...DEFAULT_POLICY, tools }, ports, mode, platform, verify, kept });
}

/** A signature says of what and by whom it is. */
export const signatureOf = (digest: string, subject: string): Uint8Array => Buffer.from(`${digest} by ${subject}`);
export const SIGNER = 'https://github.com/aquasecurity/trivy/.github/workflows/reusable-release.yaml@refs/tags/v0.69.9';
export const wellSigned: VerifyRelease = async ({ bytes, digest, bundle }, { issuer, subject }) => {
  const known = digest === `sha256:${sha256(bytes)}` && issuer === 'https://token.actions.githubusercontent.com';
  return known && Buffer.compare(signatureOf(digest, subject), bundle) === 0
    ? { status: 'verified' }
    : { status: 'rejected', reason: 'it was signed by somebody else' };
};

export const ok = (body: Uint8Array): HttpResponse => ({ status: 200, headers: {}, body });
export const moved = (location: string): HttpResponse => ({
  status: 302,
  headers: { location },
  body: new Uint8Array(),
});

export async function tarball(name: string, content: Uint8Array): Promise<Uint8Array> {
  return gzipSync(
    await packTar([
      { header: { name: 'README.md', size: 2 }, body: 'hi' },
      { header: { name, size: content.length, mode: 0o755 }, body: content },
    ]),
  );
}

export const TRIVY_URL =
  'https://github.com/aquasecurity/trivy/releases/download/v0.69.9/trivy_0.69.9_Linux-64bit.tar.gz';
export const BUNDLE_URL = `${TRIVY_URL}.sigstore.json`;
export const signed = (archive: Uint8Array): HttpResponse => ok(signatureOf(`sha256:${sha256(archive)}`, SIGNER));
