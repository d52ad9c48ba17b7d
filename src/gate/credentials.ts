import { type CredentialsResult, checkCredentials } from '../check/hardening/index.ts';
import type { Finding, Tree } from '../domain/index.ts';
import type { RenderResult } from '../render/index.ts';
import { findLocalProgram } from '../tools/index.ts';
import type { Context } from './context.ts';

/** Credentials in Helm values and, by gitleaks where it is there, anywhere; with what the rules found in the objects. */
export function searchCredentials(
  { files, manifests }: RenderResult,
  rendered: readonly Finding[],
  tree: Tree,
  { request, loaded, ports, gitleaks }: Context,
): Promise<CredentialsResult> {
  const { policy } = loaded;
  const findGitleaks = () => findLocalProgram('gitleaks', { policy, ports, mode: request.mode });
  return checkCredentials({ files, manifests, rendered, tree, policy, ports, findGitleaks, gitleaks });
}
