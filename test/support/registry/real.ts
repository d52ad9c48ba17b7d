import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Agent, request } from 'undici';
import { z } from 'zod';
import type { ContentStore } from '../../../src/demo/registry/index.ts';
import { requireTool } from '../tools.ts';

/** A registry that no one here wrote, at 127.0.0.1 and a port of its own. */
export interface RealRegistry {
  readonly host: string;
  /** The certificate it serves TLS with, for 127.0.0.1 and registry.test; null for http. */
  readonly certificate: string | null;
  close(): Promise<void>;
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

function firstMatch(stream: Readable, pattern: RegExp, child: Child): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const match = pattern.exec(said)?.[1];
      if (match !== undefined) resolve(match);
    });
    child.once('close', (code) => reject(new Error(`the registry ended with ${code}: ${said}`)));
  });
}

function stop(child: Child): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    child.once('close', () => resolve());
    child.kill('SIGKILL');
  });
}

/** `crane registry serve`: go-containerregistry's, without access control and without the referrers API. */
export async function startCraneRegistry(): Promise<RealRegistry> {
  const crane = await requireTool('crane');
  const child = spawn(crane, ['registry', 'serve', '--address', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const port = await firstMatch(child.stderr, /serving on port (\d+)/, child);
  return { host: `127.0.0.1:${port}`, certificate: null, close: () => stop(child) };
}

const Ready = z.object({ address: z.string(), certificate: z.string() });

/** Docker's registry 2.8.2, which is Debian's docker-registry: htpasswd, over TLS. */
export async function startDistribution(user: { name: string; password: string }): Promise<RealRegistry> {
  const program = await requireTool('distribution');
  const directory = await mkdtemp(join(tmpdir(), 'distribution-'));
  const child = spawn(program, [user.name, user.password, directory], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stderr.resume();
  const ready = Ready.parse(JSON.parse(await firstMatch(child.stdout, /^(\{.*\})$/m, child)));
  const close = async (): Promise<void> => {
    await stop(child);
    await rm(directory, { recursive: true, force: true });
  };
  return { host: ready.address, certificate: ready.certificate, close };
}

const MANIFEST_KINDS = ['image', 'index'] as const;

/** Pushes all that a store holds: blobs, then images before indexes, then tags. */
export async function pushStore(
  store: ContentStore,
  to: RealRegistry,
  user?: { name: string; password: string },
): Promise<void> {
  const dispatcher = new Agent({ connect: { ca: to.certificate ?? undefined } });
  const base = `${to.certificate === null ? 'http' : 'https'}://${to.host}`;
  const login = user === undefined ? {} : { authorization: basicHeader(user.name, user.password) };
  const send = async (method: 'POST' | 'PUT', url: string, type: string, body: Uint8Array): Promise<string> => {
    const headers = { ...login, 'content-type': type };
    const response = await request(new URL(url, base), { method, headers, body: Buffer.from(body), dispatcher });
    const text = await response.body.text();
    if (response.statusCode >= 300) throw new Error(`${method} ${url}: ${response.statusCode} ${text}`);
    return String(response.headers.location ?? '');
  };
  const bytesType = 'application/octet-stream';
  try {
    for (const [name, repository] of store.repositories) {
      for (const [digest, bytes] of repository.blobs) {
        const upload = await send('POST', `/v2/${name}/blobs/uploads/`, bytesType, new Uint8Array());
        await send('PUT', `${upload}${upload.includes('?') ? '&' : '?'}digest=${digest}`, bytesType, bytes);
      }
      for (const kind of MANIFEST_KINDS) {
        for (const [digest, { mediaType, bytes }] of repository.manifests) {
          const isIndex = /index|list/.test(mediaType);
          if (isIndex === (kind === 'index')) await send('PUT', `/v2/${name}/manifests/${digest}`, mediaType, bytes);
        }
      }
      for (const [tag, digest] of repository.tags) {
        const manifest = repository.manifests.get(digest);
        if (manifest !== undefined)
          await send('PUT', `/v2/${name}/manifests/${tag}`, manifest.mediaType, manifest.bytes);
      }
    }
  } finally {
    await dispatcher.destroy();
  }
}

function basicHeader(name: string, password: string): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}
