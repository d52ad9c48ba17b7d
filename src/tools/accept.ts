import satisfies from 'semver/functions/satisfies.js';
import { GateError, type ToolName } from '../domain/index.ts';
import { TOOL_PINS } from './pins.ts';

/** Why a program of this version is not used, to follow its path; null where it is. */
export function acceptVersion(name: ToolName, version: string | null): string | null {
  const { accepted, refused } = TOOL_PINS[name];
  if (version === null) return 'does not say its version';
  if (refused.includes(version)) return `is version ${version}, which an attacker published`;
  return satisfies(version, accepted, { includePrerelease: true }) ? null : `is version ${version}, not ${accepted}`;
}

/** @throws GateError for a version that is never used. */
export function refuseVersion(name: ToolName, version: string, what: string): void {
  if (!TOOL_PINS[name].refused.includes(version)) return;
  throw new GateError({
    code: 'tools/refused-version',
    stage: 'tools',
    message: `${name} ${version} (${what}) was published by an attacker and is not used.`,
    remedy: `Remove it, treat every secret it could read as stolen, and use ${name} ${TOOL_PINS[name].version}.`,
  });
}
