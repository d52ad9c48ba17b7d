import { execFile } from 'node:child_process';
import { access, constants, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { satisfies } from 'semver';
import { GateError, type Log, type ToolName } from '../../src/domain/index.ts';
import { createClock } from '../../src/io/clock.ts';
import { createEnv } from '../../src/io/env.ts';
import { createFiles } from '../../src/io/files.ts';
import { createHttp } from '../../src/io/http.ts';
import {
  cachedProgramPath,
  downloadArchive,
  extractProgram,
  findRelease,
  parseVersion,
  platformOf,
  readCached,
  TOOL_PINS,
  userCache,
  writeCached,
} from '../../src/tools/index.ts';
import { buildWithGo } from './go-build.ts';
import { type Definition, defineTool, listTools } from './tool-definitions.ts';
import { withLock } from './tool-lock.ts';

export { listTools };

/** Called with a line for a person whenever something that takes long begins or ends. */
export type Progress = (line: string) => void;

const run = promisify(execFile);
const suffix = process.platform === 'win32' ? '.exe' : '';
const provided = new Map<string, Promise<string>>();

/**
 * The absolute path of a real tool, or of an oracle of ours in test/tools/<name>: on PATH at the pinned minor version,
 * else from the user's cache folder, else the official release by its pinned hash, else built by Go from its pinned
 * module. It is never skipped.
 *
 * @throws Error that names everything that was tried.
 */
export function requireTool(name: string, progress: Progress = () => {}): Promise<string> {
  const known = provided.get(name) ?? provide(name, progress);
  provided.set(name, known);
  return known;
}

async function provide(name: string, progress: Progress): Promise<string> {
  const tool = defineTool(name);
  const found = await findOnPath(tool);
  if (found !== null) {
    progress(`${name} ${tool.version}: on PATH, ${found}`);
    return found;
  }
  const cache = userCache(createEnv());
  if (cache === null) throw new Error(`${name} is needed, and there is no cache folder: set HOME or XDG_CACHE_HOME.`);
  const cached = await findCached(tool, cache);
  if (cached !== null) {
    progress(`${name} ${tool.version}: cached, ${cached}`);
    return cached;
  }
  const lock = join(cache, 'tools', `${name}-${tool.version}.lock`);
  return withLock(
    lock,
    () => progress(`${name} ${tool.version}: another process is fetching it, waiting`),
    async () => (await findCached(tool, cache)) ?? install(tool, cache, progress),
  );
}

async function findOnPath(tool: Definition): Promise<string | null> {
  if (tool.versionArguments === null) return null;
  for (const directory of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(directory, `${tool.name}${suffix}`);
    const runs = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (!directory.startsWith('/') || !runs) continue;
    const said = await run(path, [...tool.versionArguments], { timeout: 20_000, cwd: '/' }).catch(() => null);
    const version = said === null ? null : parseVersion(`${said.stdout}${said.stderr}`);
    if (version !== null && satisfies(version, `~${tool.version}`) && !isRefused(tool.name, version)) return path;
  }
  return null;
}

function isRefused(name: string, version: string): boolean {
  return isReleased(name) && TOOL_PINS[name].refused.includes(version);
}

function isReleased(name: string): name is ToolName {
  return Object.hasOwn(TOOL_PINS, name);
}

async function findCached(tool: Definition, cache: string): Promise<string | null> {
  for (const origin of ['release', 'go'] as const) {
    const path = cachedProgramPath(cache, tool.name, tool.version, origin, suffix);
    const cached = await readCached(createFiles(), path);
    if (cached !== null) return cached.path;
  }
  return null;
}

async function install(tool: Definition, cache: string, progress: Progress): Promise<string> {
  const files = createFiles();
  const tried: string[] = [`no ${tool.name} ~${tool.version} on PATH`, 'none in the cache folder'];
  const began = Date.now();
  const seconds = (): string => `${Math.round((Date.now() - began) / 1000)} s`;
  const keep = async (program: Uint8Array, origin: 'release' | 'go'): Promise<string> =>
    (await writeCached(files, cachedProgramPath(cache, tool.name, tool.version, origin, suffix), program)).path;
  try {
    const path = await keep(await fetchRelease(tool, progress), 'release');
    progress(`${tool.name} ${tool.version}: official release installed in ${seconds()}`);
    return path;
  } catch (error) {
    tried.push(explain(error));
  }
  progress(`${tool.name} ${tool.version}: ${tried.at(-1)}; building it from the pinned Go module`);
  const beat = setInterval(() => progress(`${tool.name} ${tool.version}: still building (${seconds()})`), 20_000);
  try {
    const path = await keep(await buildWithGo(tool), 'go');
    progress(`${tool.name} ${tool.version}: built in ${seconds()}`);
    return path;
  } catch (error) {
    tried.push(explain(error));
  } finally {
    clearInterval(beat);
  }
  throw new Error(
    `${tool.name} ${tool.version} is needed and cannot be had. Tried: ${tried.join('; ')}. ` +
      `Put it on PATH, or install Go and allow its module proxy.`,
  );
}

async function fetchRelease(tool: Definition, progress: Progress): Promise<Uint8Array> {
  const platform = platformOf(process.platform, process.arch);
  const release = isReleased(tool.name) && platform !== null ? findRelease(tool.name, platform) : null;
  if (release === null || release.version !== tool.version) throw new Error('no official release with a pinned hash');
  const log: Log = { progress, info: progress, warn: progress };
  const http = createHttp({ env: createEnv() });
  try {
    return await extractProgram(await downloadArchive(release, { http, log, clock: createClock() }), release);
  } finally {
    await http.close();
  }
}

function explain(error: unknown): string {
  // Only the release's hash failing is worth stopping for: whoever serves another file must not be passed by silently.
  if (error instanceof GateError && error.code === 'tools/hash-mismatch') throw error;
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}

/** The bytes of a tool, for tests that put one where the gate looks for it. */
export async function readTool(name: string): Promise<Uint8Array> {
  return readFile(await requireTool(name));
}
