import { z } from 'zod';
import { formatPath, type Path } from '../../../domain/index.ts';
import { readAuthority } from '../authority/read.ts';
import { readCondition } from '../condition/condition.ts';
import { readTrustRoot } from '../trust-root/document.ts';
import { TrustRootSchema } from '../trust-root/schema.ts';
import { type ConfigMapDocument, inlineConfigMaps, readConfigMap } from './config-maps.ts';
import { type PolicyDocument, type PolicyFile, type PolicyProblem, readPolicyDocuments } from './documents.ts';
import { parseGlob } from './glob.ts';
import type { LocatedPolicy, SignaturePolicy, TrustRootDocument } from './model.ts';
import { ClusterImagePolicySchema, type WrittenPolicy } from './schema.ts';

/** Everything that files of signature policies hold. */
export interface SignaturePolicies {
  readonly policies: readonly SignaturePolicy[];
  readonly trustRoots: readonly TrustRootDocument[];
  /** As written, but conditions from ConfigMaps are in their place; for the lint, in the order of `policies`. */
  readonly written: readonly LocatedPolicy[];
  /** Documents of other kinds, which say nothing about signatures here. */
  readonly ignored: readonly { readonly document: PolicyDocument; readonly what: string }[];
  /** What keeps a document from being a policy. With any of these nothing can be decided. */
  readonly problems: readonly PolicyProblem[];
}

const GROUP = 'policy.sigstore.dev';
const CLUSTER_IMAGE_POLICY = [`${GROUP}/v1alpha1`, `${GROUP}/v1beta1`];
const TRUST_ROOT = [`${GROUP}/v1alpha1`];

const known = new WeakMap<readonly PolicyFile[], SignaturePolicies>();

/**
 * Reads ClusterImagePolicy and TrustRoot documents, and refuses what the controller's own validation would. A run asks
 * of the same files several times (the registries to admit, the lint, the checks), and they are read once.
 */
export function parseSignaturePolicies(files: readonly PolicyFile[]): SignaturePolicies {
  const found = known.get(files) ?? readSignaturePolicies(files);
  known.set(files, found);
  return found;
}

function readSignaturePolicies(files: readonly PolicyFile[]): SignaturePolicies {
  const policies: SignaturePolicy[] = [];
  const trustRoots: TrustRootDocument[] = [];
  const written: LocatedPolicy[] = [];
  const ignored: { document: PolicyDocument; what: string }[] = [];
  const problems: PolicyProblem[] = [];
  const used = new Set<PolicyDocument>();
  const read = files.map(readPolicyDocuments);
  // A ConfigMap may come after the policy that refers to it.
  const configMaps = read.flatMap(({ documents }) => documents.flatMap((document) => readConfigMap(document) ?? []));
  for (const { documents, problems: mistakes } of read) {
    problems.push(...mistakes);
    for (const document of documents) {
      const { apiVersion, kind } = typeOf(document.value);
      if (kind === 'ClusterImagePolicy' && CLUSTER_IMAGE_POLICY.includes(apiVersion)) {
        const policy = readPolicy(document, configMaps, problems);
        for (const one of policy?.used ?? []) used.add(one.document);
        if (policy === null) continue;
        policies.push(policy.policy);
        written.push({ written: policy.written, locate: document.locate });
      } else if (kind === 'TrustRoot' && TRUST_ROOT.includes(apiVersion)) {
        const root = readTrustRootDocument(document, problems);
        if (root !== null) trustRoots.push(root);
      } else if (apiVersion.startsWith(`${GROUP}/`)) {
        const remedy = `Use ClusterImagePolicy of ${CLUSTER_IMAGE_POLICY.join(' or ')}, or TrustRoot of ${TRUST_ROOT.join(', ')}.`;
        const location = document.locate(['apiVersion']);
        problems.push({ location, message: `${apiVersion} ${kind} is not a kind that the gate knows`, remedy });
      } else ignored.push({ document, what: `${kind} of ${apiVersion}` });
    }
  }
  problems.push(...findDuplicates(policies, 'ClusterImagePolicy'), ...findDuplicates(trustRoots, 'TrustRoot'));
  return { policies, trustRoots, written, ignored: ignored.filter(({ document }) => !used.has(document)), problems };
}

function typeOf(value: unknown): { apiVersion: string; kind: string } {
  const parsed = z.looseObject({ apiVersion: z.string(), kind: z.string() }).safeParse(value);
  return parsed.success ? parsed.data : { apiVersion: 'no apiVersion', kind: 'a document' };
}

function readTrustRootDocument(document: PolicyDocument, problems: PolicyProblem[]): TrustRootDocument | null {
  const parsed = TrustRootSchema.safeParse(document.value);
  if (!parsed.success) {
    problems.push(...describeMistakes(document, 'TrustRoot', parsed.error));
    return null;
  }
  const { metadata, spec } = parsed.data;
  const content = readTrustRoot(spec);
  if (!('problem' in content)) {
    const field = content.kind === 'keys' ? 'sigstoreKeys' : content.kind;
    const [location, contentLocation] = [document.locate(['metadata', 'name']), document.locate(['spec', field])];
    return { name: metadata.name, location, contentLocation, content };
  }
  problems.push({
    location: document.locate(['spec']),
    message: `spec of this TrustRoot ${content.problem}`,
    remedy: 'Put the PEM text there in base64, as kubectl get trustroot shows it.',
  });
  return null;
}

function readPolicy(
  document: PolicyDocument,
  configMaps: readonly ConfigMapDocument[],
  problems: PolicyProblem[],
): { policy: SignaturePolicy; written: WrittenPolicy; used: readonly ConfigMapDocument[] } | null {
  const parsed = ClusterImagePolicySchema.safeParse(document.value);
  if (!parsed.success) {
    problems.push(...describeMistakes(document, 'ClusterImagePolicy', parsed.error));
    return null;
  }
  const before = problems.length;
  const inlined = inlineConfigMaps(parsed.data, configMaps);
  const { metadata, spec } = inlined.policy;
  const refuse = (path: Path, message: string, remedy: string): void => {
    problems.push({ location: document.locate(path), message: `${formatPath(path)} ${message}`, remedy });
  };
  for (const { path, message, remedy } of inlined.problems) refuse(path, message, remedy);
  if (spec.images.length === 0) refuse(['spec', 'images'], 'names no image', 'Add images, each with a glob.');
  const globs = spec.images.flatMap(({ glob }, index) => {
    const path = ['spec', 'images', index, 'glob'];
    const compiled = glob === undefined ? null : parseGlob(glob);
    if (compiled !== null) return [compiled];
    refuse(path, glob === undefined ? 'is missing' : 'has a character that no glob may have', GLOB_REMEDY);
    return [];
  });
  const mode = spec.mode ?? 'enforce';
  if (mode !== 'enforce' && mode !== 'warn') refuse(['spec', 'mode'], 'is not a mode', 'Use enforce or warn.');
  for (const [index, match] of spec.match.entries()) {
    if (match.selector === undefined || match.resource || match.version || match.group) continue;
    refuse(['spec', 'match', index, 'selector'], 'selects labels of no resource', 'Add group, version and resource.');
  }
  const authorities = spec.authorities.flatMap((authority, index) => {
    const path = ['spec', 'authorities', index];
    const read = readAuthority(authority, index, document.locate(path));
    if ('kind' in read) return [read];
    for (const problem of read.problems) refuse([...path, ...problem.path], problem.message, problem.remedy);
    return [];
  });
  const condition = spec.policy === undefined ? null : readCondition(spec.policy);
  if (condition !== null && 'problems' in condition) {
    for (const one of condition.problems) refuse(['spec', 'policy', ...one.path], one.message, one.remedy);
    return null;
  }
  if (problems.length > before) return null;
  const policy: SignaturePolicy = {
    name: metadata.name,
    location: document.locate(['metadata', 'name']),
    mode: mode === 'warn' ? 'warn' : 'enforce',
    globs,
    match: spec.match,
    authorities,
    condition,
  };
  return { policy, written: inlined.policy, used: inlined.used };
}

const GLOB_REMEDY = 'Write a glob of letters, digits and -_:/*.@ such as ghcr.io/acme/**.';

function describeMistakes(document: PolicyDocument, kind: string, error: z.ZodError): readonly PolicyProblem[] {
  return error.issues.map((issue) => {
    const path = issue.path.filter((step) => typeof step !== 'symbol');
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [];
    const [key] = unknown;
    const where = key === undefined ? path : [...path, key];
    const message = key === undefined ? `is not right: ${issue.message}` : 'is not a field that it has';
    return {
      location: document.locate(where),
      message: `${formatPath(where)} of this ${kind} ${message}`,
      remedy: `Correct it as ${GROUP} describes it; the cluster would not take it either.`,
    };
  });
}

function findDuplicates(
  named: readonly (SignaturePolicy | TrustRootDocument)[],
  kind: string,
): readonly PolicyProblem[] {
  const seen = new Map<string, SignaturePolicy | TrustRootDocument>();
  return named.flatMap((one) => {
    const first = seen.get(one.name);
    seen.set(one.name, first ?? one);
    if (first === undefined) return [];
    const message = `there is already a ${kind} "${one.name}" at ${first.location.file}:${first.location.startLine}, and a cluster holds one of a name`;
    return [{ location: one.location, message, remedy: 'Rename one of them, or remove it.' }];
  });
}
