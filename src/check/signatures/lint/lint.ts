import { compareLocations, formatPath, type Location, type Path } from '../../../domain/index.ts';
import type { PolicyFile } from '../policy/documents.ts';
import type { LocatedPolicy, SignaturePolicy } from '../policy/model.ts';
import { parseSignaturePolicies } from '../policy/parse.ts';
import { lintCondition } from './attestations.ts';
import { lintAuthority } from './authorities.ts';
import { lintGlob } from './globs.ts';

/** Something in a signature policy that is wrong, or does not do what it seems to. Line and column from 1. */
export interface SignaturePolicyLint {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly remedy: string;
}

/** For `policy check`: everything that is doubtful in files of signature policies, in their order. */
export function lintSignaturePolicies(files: readonly PolicyFile[]): readonly SignaturePolicyLint[] {
  const { policies, written, trustRoots, ignored, problems } = parseSignaturePolicies(files);
  const found: { readonly location: Location; readonly message: string; readonly remedy: string }[] = [...problems];
  for (const { document, what } of ignored) {
    const message = `this document (${what}) says nothing about signatures here: only policy.sigstore.dev is read`;
    found.push({ location: document.locate(['kind']), message, remedy: 'Leave its file out of signatures.policies.' });
  }
  const roots = new Set(trustRoots.map((root) => root.name));
  for (const [index, policy] of policies.entries()) {
    const source = written[index];
    if (source !== undefined) found.push(...lintPolicy(policy, source, roots));
  }
  return found
    .sort((a, b) => compareLocations(a.location, b.location))
    .map(({ location, message, remedy }) => ({
      file: location.file,
      line: location.startLine,
      column: location.startColumn,
      message,
      remedy,
    }));
}

function lintPolicy(policy: SignaturePolicy, { written, locate }: LocatedPolicy, trustRoots: ReadonlySet<string>) {
  const found: { location: Location; message: string; remedy: string }[] = [];
  const add = (path: Path, message: string, remedy: string): void => {
    found.push({ location: locate(path), message, remedy });
  };
  for (const [index, glob] of policy.globs.entries()) {
    for (const { message, remedy } of lintGlob(glob)) add(['spec', 'images', index, 'glob'], message, remedy);
  }
  for (const [index, match] of policy.match.entries()) {
    if (match.resource !== undefined && match.version !== undefined) continue;
    const remedy = 'Write group, version (or *) and resource, for example apps, v1, deployments.';
    add(['spec', 'match', index], 'a match without resource and version never matches an object', remedy);
  }
  if (policy.authorities.length === 0) {
    const message = `policy "${policy.name}" has no authorities: a cluster admits every image that it matches`;
    add(['spec', 'authorities'], message, 'Add an authority, for example with key.data.');
  }
  for (const { path, message, remedy } of written.spec.policy === undefined ? [] : lintCondition(written.spec.policy)) {
    const where = ['spec', 'policy', ...path];
    add(where, `${formatPath(where)} ${message}`, remedy);
  }
  for (const [index, authority] of written.spec.authorities.entries()) {
    for (const { path, message, remedy } of lintAuthority(authority, trustRoots)) {
      const where = ['spec', 'authorities', index, ...path];
      add(where, `${formatPath(where)} ${message}`, remedy);
    }
  }
  return found;
}
