import { isAbsolute } from 'node:path';
import { GateError, type Ports } from '../domain/index.ts';
import type { Policy } from '../policy/index.ts';
import { findOnPath } from './path-search.ts';

export interface LocalProgramOptions {
  readonly policy: Pick<Policy, 'tools'>;
  readonly ports: Pick<Ports, 'env' | 'files'>;
  readonly mode: 'action' | 'cli';
}

/** `cue` and `opa` evaluate conditions of signature policies, `gitleaks` looks for credentials. */
export type LocalProgram = 'cue' | 'opa' | 'gitleaks';

/**
 * A program that is used where it is there; the gate never fetches it. The path that the policy names, checked against
 * its sha256; on the command line, else, the first one on PATH. Null: none.
 *
 * @throws GateError stage `tools` for a path that the policy names and that is not what it says.
 */
export async function findLocalProgram(
  name: LocalProgram,
  { policy, ports, mode }: LocalProgramOptions,
): Promise<string | null> {
  const pin = policy.tools[name];
  if (pin === undefined) {
    if (mode === 'action') return null;
    const [first] = await findOnPath(process.platform === 'win32' ? `${name}.exe` : name, ports);
    return first ?? null;
  }
  const sha256 = isAbsolute(pin.path) ? await ports.files.hash(pin.path) : null;
  const problem =
    sha256 === null
      ? `tools.${name}.path in the policy names ${pin.path}, and there is no such file`
      : pin.sha256 !== undefined && sha256 !== pin.sha256
        ? `${pin.path} does not have the sha256 that tools.${name} in the policy names`
        : null;
  if (problem === null) return pin.path;
  throw new GateError({
    code: sha256 === null ? 'tools/missing' : 'tools/hash-mismatch',
    stage: 'tools',
    message: `${problem}.`,
    remedy: `Install ${name} there, or correct tools.${name} in the policy.`,
  });
}
