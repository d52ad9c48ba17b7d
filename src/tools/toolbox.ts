import { GateError, type Ports, type Tool, type Toolbox, type ToolName } from '../domain/index.ts';
import type { Policy } from '../policy/index.ts';
import { acceptVersion, refuseVersion } from './accept.ts';
import { askVersion } from './ask-version.ts';
import { fetchProgram } from './fetch-program.ts';
import { findOnPath } from './path-search.ts';
import { type Platform, TOOL_PINS } from './pins.ts';
import { assertAbsolute } from './policy-path.ts';
import { findRelease, platformOf } from './release.ts';
import type { VerifyRelease } from './release-signature.ts';
import { createToolMemory } from './tool-memory.ts';
import { type CachedProgram, cachedProgramPath, readCached, userCache } from './user-cache.ts';

export interface ToolboxOptions {
  readonly policy: Policy;
  readonly ports: Ports;
  /** What is on PATH is taken by its hash in the action, by its version on the command line. */
  readonly mode: 'action' | 'cli';
  /** Judges the signature of a release that has one. */
  readonly verify: VerifyRelease;
  /** A directory that the action keeps from run to run, for archives of releases; none when left out. */
  readonly kept?: string | null;
  /** Null where no official release is made for this system. */
  readonly platform?: Platform | null;
}

/** What a run can do without, where an earlier one has its answers; the others run wherever they are looked for. */
const REMEMBERED: ReadonlySet<ToolName> = new Set(['trivy']);

/**
 * Where the gate's programs come from, in this order:
 *
 * 1. the path that the policy names (checked against its sha256, where it names one);
 * 2. the version that the policy names with the sha256 of its archive;
 * 3. PATH: on the command line within the accepted versions, in the action only with a known hash;
 * 4. the user's cache folder (command line), or the runner's tool cache (action);
 * 5. the official release, by the archive hash that is pinned in pins.ts and, where the project signs its releases, by
 *    the signature of its release workflow.
 *
 * A program is hashed each time before its first run. One of a version known to be malicious is not used: it is asked for
 * its version, without a network, and for nothing else.
 */
export function createToolbox(options: ToolboxOptions): Toolbox {
  const { policy, ports, mode, verify, kept = null } = options;
  const platform = options.platform === undefined ? platformOf(process.platform, process.arch) : options.platform;
  const suffix = platform?.startsWith('windows/') === true ? '.exe' : '';
  const located = new Map<ToolName, Promise<Tool>>();
  const memory = mode === 'cli' ? createToolMemory(ports) : null;
  /** What decides where a program is, as far as a file can be it; null where the policy names a release. */
  const questionOf = async (name: ToolName): Promise<{ question: string; looked: readonly string[] } | null> => {
    const pin = policy.tools[name];
    if (pin?.version !== undefined) return null;
    const looked = pin?.path === undefined ? await findOnPath(`${name}${suffix}`, ports) : [];
    const { version, accepted } = TOOL_PINS[name];
    return { question: JSON.stringify([pin?.path ?? null, pin?.sha256 ?? null, version, accepted, looked]), looked };
  };

  const identify = async (name: ToolName, program: CachedProgram): Promise<Tool> => {
    const version = await askVersion(name, program.path, ports);
    if (version === null) throw notAnswering(name, program.path);
    refuseVersion(name, version, program.path);
    return { name, version, ...program };
  };

  const hashed = async (path: string): Promise<CachedProgram | null> => {
    const sha256 = await ports.files.hash(path);
    return sha256 === null ? null : { path, sha256 };
  };

  const fromPolicyPath = async (name: ToolName, path: string, expected: string | undefined): Promise<Tool> => {
    assertAbsolute(name, path);
    const program = await hashed(path);
    if (program === null) {
      throw new GateError({
        code: 'tools/missing',
        stage: 'tools',
        message: `The policy names ${path} as ${name}, and there is no such file.`,
        remedy: `Install ${name} there, or leave tools.${name}.path out of the policy.`,
      });
    }
    if (expected !== undefined && program.sha256 !== expected) {
      throw new GateError({
        code: 'tools/hash-mismatch',
        stage: 'tools',
        message: `${path} has the sha256 ${program.sha256}, but the policy names ${expected}. It was not run.`,
        remedy: `Find out who changed ${path}, or renew tools.${name}.sha256 in the policy.`,
      });
    }
    return identify(name, program);
  };

  const fromPath = async (name: ToolName, tried: string[]): Promise<Tool | null> => {
    for (const path of await findOnPath(`${name}${suffix}`, ports)) {
      const program = await hashed(path);
      if (program === null) continue;
      if (mode === 'action') {
        if (TOOL_PINS[name].programs.includes(program.sha256)) return identify(name, program);
        tried.push(
          `${path} is not taken for its version here, and its sha256 is none that is known (${program.sha256})`,
        );
        continue;
      }
      const version = await askVersion(name, path, ports);
      const refusal = acceptVersion(name, version);
      if (refusal === null && version !== null) return { name, version, ...program };
      tried.push(`${path} ${refusal}`);
    }
    return null;
  };

  const fromUserCache = async (name: ToolName): Promise<Tool | null> => {
    const cache = userCache(ports.env);
    if (cache === null) return null;
    for (const origin of ['release', 'go'] as const) {
      const path = cachedProgramPath(cache, name, TOOL_PINS[name].version, origin, suffix);
      const program = await readCached(ports.files, path);
      if (program !== null) return identify(name, program);
    }
    return null;
  };

  const find = async (name: ToolName): Promise<Tool> => {
    // It is run as soon as it is hashed.
    ports.exec.prepare?.();
    const pin = policy.tools[name];
    if (pin?.path !== undefined) return fromPolicyPath(name, pin.path, pin.sha256);
    const named =
      pin?.version === undefined || pin.sha256 === undefined
        ? null
        : { version: pin.version.replace(/^v/, ''), sha256: pin.sha256 };
    if (named !== null) refuseVersion(name, named.version, 'the version that the policy names');
    const tried: string[] = [];
    if (named === null) {
      const found = (await fromPath(name, tried)) ?? (mode === 'cli' ? await fromUserCache(name) : null);
      if (found !== null) return found;
    }
    const release = platform === null ? null : findRelease(name, platform, named);
    const none = 'no official release for this system has a pinned hash';
    if (release === null) throw notFound(name, [...tried, none], mode);
    try {
      return await identify(name, await fetchProgram(name, release, { ports, mode, suffix, verify, kept }));
    } catch (error) {
      if (error instanceof GateError && error.code === 'tools/download') {
        throw notFound(name, [...tried, error.message.replace(/\.$/, '')], mode, error);
      }
      throw error;
    }
  };

  const findAndRemember = async (name: ToolName): Promise<Tool> => {
    const tool = await find(name);
    const asked = memory === null || !REMEMBERED.has(name) ? null : await questionOf(name);
    if (asked !== null) await memory?.remember(tool, asked.question, asked.looked);
    return tool;
  };

  return {
    locate(name) {
      const known = located.get(name) ?? findAndRemember(name);
      located.set(name, known);
      return known;
    },

    async recall(name) {
      const asked = memory === null || !REMEMBERED.has(name) ? null : await questionOf(name);
      return asked === null ? null : (memory?.recall(name, asked.question, asked.looked) ?? null);
    },
  };
}

function notAnswering(name: ToolName, path: string): GateError {
  return new GateError({
    code: 'tools/no-version',
    stage: 'tools',
    message: `${path} does not say which version of ${name} it is.`,
    remedy: `Install ${name} ${TOOL_PINS[name].version}, or name another program in the policy under tools.${name}.path.`,
  });
}

function notFound(name: ToolName, tried: readonly string[], mode: ToolboxOptions['mode'], cause?: unknown): GateError {
  const { version, accepted } = TOOL_PINS[name];
  return new GateError({
    code: 'tools/not-found',
    stage: 'tools',
    message: `${name} is needed and was not found: ${tried.join('; ')}.`,
    remedy:
      mode === 'action'
        ? `Name the program and its sha256 in the policy, tools.${name}: { path: …, sha256: … }, or let this machine reach the release.`
        : `Put ${name} ${version} (accepted: ${accepted}) on PATH, or name it in the policy under tools.${name}.path.`,
    cause,
  });
}
