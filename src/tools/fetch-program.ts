import { join } from 'node:path';
import { GateError, type Ports, type ToolName } from '../domain/index.ts';
import { extractProgram } from './archive.ts';
import { sha256 } from './digest.ts';
import { downloadArchive } from './download.ts';
import { TOOL_PINS } from './pins.ts';
import type { Release } from './release.ts';
import { checkReleaseSignature, type VerifyRelease } from './release-signature.ts';
import { type CachedProgram, cachedProgramPath, readCached, userCache, writeCached } from './user-cache.ts';

interface FetchOptions {
  readonly ports: Ports;
  readonly mode: 'action' | 'cli';
  readonly suffix: '' | '.exe';
  readonly verify: VerifyRelease;
  /** In the action: a directory that is kept from run to run; null: the runner's tool cache. */
  readonly kept: string | null;
}

type VersionedRelease = Release & { readonly version: string };

/** The program of an official release, from the cache or downloaded. @throws GateError */
export function fetchProgram(name: ToolName, release: VersionedRelease, options: FetchOptions): Promise<CachedProgram> {
  return options.mode === 'action' ? fetchForRunner(name, release, options) : fetchForUser(name, release, options);
}

/** Signatures are judged when something new comes in; from then on its hash says that it is the same. */
async function downloadSigned(release: Release, { ports, verify }: FetchOptions): Promise<Uint8Array> {
  const archive = await downloadArchive(release, ports);
  await checkReleaseSignature(archive, release, ports, verify);
  return archive;
}

/** A person's own cache holds the unpacked program, and its hash from when it was unpacked. */
async function fetchForUser(name: ToolName, release: VersionedRelease, options: FetchOptions): Promise<CachedProgram> {
  const { ports, suffix } = options;
  const cache = userCache(ports.env);
  if (cache === null) throw noPlace('HOME or XDG_CACHE_HOME');
  // A policy may pin another archive of the built-in version: that one goes by its hash.
  const builtIn = Object.values(TOOL_PINS[name].archives).includes(release.sha256);
  const version = builtIn ? release.version : `${release.version}-${release.sha256.slice(0, 12)}`;
  const path = cachedProgramPath(cache, name, version, 'release', suffix);
  const cached = await readCached(ports.files, path);
  return (
    cached ?? writeCached(ports.files, path, await extractProgram(await downloadSigned(release, options), release))
  );
}

/**
 * A runner's tool cache, or a directory that is kept, may have been restored from somewhere: it holds the archive, whose
 * pinned hash is checked again, and the program is unpacked anew into this job's own temporary folder.
 */
async function fetchForRunner(
  name: ToolName,
  release: VersionedRelease,
  options: FetchOptions,
): Promise<CachedProgram> {
  const { ports, suffix } = options;
  const temporary = ports.env.get('RUNNER_TEMP');
  if (temporary === undefined) throw noPlace('RUNNER_TEMP');
  const toolCache = ports.env.get('RUNNER_TOOL_CACHE') ?? join(temporary, 'tool-cache');
  const folder = options.kept === null ? join(toolCache, 'supply-chain-gate') : join(options.kept, 'tools');
  const kept = join(folder, name, `${release.version}-${release.sha256}.${release.format}`);
  let archive = await ports.files.read(kept);
  if (archive === null || sha256(archive) !== release.sha256) {
    if (archive !== null) ports.log.warn(`${kept} was changed since it was downloaded, and is downloaded again`);
    archive = await downloadSigned(release, options);
    await ports.files.write(kept, archive);
  }
  const program = await extractProgram(archive, release);
  const path = join(temporary, 'supply-chain-gate', release.sha256, `${name}${suffix}`);
  await ports.files.write(path, program, { executable: true });
  return { path, sha256: sha256(program) };
}

function noPlace(variable: string): GateError {
  return new GateError({
    code: 'tools/no-cache',
    stage: 'tools',
    message: `There is no folder to keep downloaded tools in: ${variable} is not set.`,
    remedy: `Set ${variable}.`,
  });
}
