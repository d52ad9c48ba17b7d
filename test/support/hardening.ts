import { pairObjects } from '../../src/check/hardening/change/pairs.ts';
import { type Inventory, NOTHING_EXPECTED, takeInventory } from '../../src/check/hardening/inventory.ts';
import { formatProblem } from '../../src/check/hardening/message.ts';
import { readPod } from '../../src/check/hardening/pod.ts';
import { revisionAt } from '../../src/check/hardening/pod-security/selection.ts';
import type { HardeningRule, ObjectProblem, Problem } from '../../src/check/hardening/rule.ts';
import { describeManifest, formatPath, type Json, type JsonObject, type Manifest } from '../../src/domain/index.ts';
import { completePolicy } from '../../src/policy/schema.ts';
import { readManifests } from './manifest-files.ts';

/** An object as a rule gets it. Every place is the same one: what rules say of places is paths. */
export function manifestOf(object: JsonObject, namespace = 'default'): Manifest {
  const metadata = typeof object.metadata === 'object' ? object.metadata : {};
  const name = String((metadata !== null && 'name' in metadata ? metadata.name : undefined) ?? 'api');
  const location = { file: 'api.yaml', startLine: 1, startColumn: 1, endLine: 1, endColumn: 2, exact: true };
  return {
    ref: {
      file: 'api.yaml',
      document: 0,
      apiVersion: String(object.apiVersion),
      kind: String(object.kind),
      namespace,
      name,
    },
    source: { kind: 'plain', root: '', files: ['api.yaml'] },
    object,
    namespace,
    place: () => ({ location, related: [] }),
  };
}

export interface PodSample {
  readonly annotations?: Readonly<Record<string, Json>>;
  readonly spec: JsonObject;
}

/** A Pod with one container `api` that sets `securityContext`, in a pod that sets `atPod`. */
export function contexts(securityContext?: Json, atPod?: Json, spec: JsonObject = {}): PodSample {
  return { spec: { securityContext: atPod, containers: [{ name: 'api', securityContext }], ...spec } };
}

/** What a rule says of a Pod (or of another kind with that template): `message @ path, path` for each problem. */
export function verdictOn(rule: HardeningRule, pod: PodSample, version = 37, kind = 'Pod'): readonly string[] {
  return problemsOf(rule, pod, version, kind).map(
    (problem) => `${formatProblem(rule, problem)} @ ${problem.paths.map(formatPath).join(', ')}`,
  );
}

function problemsOf(rule: HardeningRule, pod: PodSample, version: number, kind: string): readonly Problem[] {
  const template = { metadata: { annotations: pod.annotations }, spec: pod.spec };
  const object =
    kind === 'Pod'
      ? { apiVersion: 'v1', kind, metadata: { name: 'api', ...template.metadata }, spec: pod.spec }
      : { apiVersion: 'apps/v1', kind, metadata: { name: 'api' }, spec: { template } };
  const reading = readPod(manifestOf(object));
  if (reading.status !== 'pod') throw new Error(`the sample is no pod: ${JSON.stringify(reading)}`);
  if (rule.scope === 'pod') return rule.check(reading.pod, takeInventory([reading.pod.manifest]).inventory);
  if (rule.scope === 'pod-security') return revisionAt(rule, version)?.check(reading.pod) ?? [];
  throw new Error(`${rule.description.id} does not look at pods`);
}

/** What a rule says of a change from one file of manifests to another, as `verdictIn` says it. */
export function verdictOnChange(rule: HardeningRule, base: string, head: string): readonly string[] {
  if (rule.scope !== 'change') throw new Error(`${rule.description.id} looks at no change`);
  const [before, after] = [base, head].map((yaml) => {
    const { manifests, unreadable } = readManifests(new TextEncoder().encode(yaml), 'sample.yaml');
    if (unreadable.length > 0) throw new Error('the sample is wrong: not YAML');
    return manifests;
  });
  return rule
    .check(pairObjects(before ?? [], after ?? []))
    .map(
      ({ manifest, ...problem }) =>
        `${describeManifest(manifest.ref)}: ${formatProblem(rule, problem)} @ ${problem.paths.map(formatPath).join(', ')}`,
    );
}

/** Of the repository github.com/acme/shop, on its branch main unless the row says otherwise. */
export interface Given {
  readonly branch?: string | null;
  readonly files?: readonly string[];
  /** As in the policy file. */
  readonly assume?: JsonObject;
  /** Left out: 2026-11-26. */
  readonly day?: string;
}

/** What a rule says of a file of manifests: `Kind namespace/name: message @ path, path` for each problem. */
export function verdictIn(rule: HardeningRule, yaml: string, given: Given = {}): readonly string[] {
  const { manifests, unreadable } = readManifests(new TextEncoder().encode(yaml), 'sample.yaml');
  const { assume } = completePolicy({ version: 1, assume: given.assume ?? {} });
  const { inventory, invalid } = takeInventory(
    manifests,
    { ...NOTHING_EXPECTED, assume },
    {
      repository: { address: 'github.com/acme/shop', branch: 'main', ...given, files: new Set(given.files) },
      now: new Date(given.day ?? '2026-11-26'),
    },
  );
  if (unreadable.length + invalid.length > 0)
    throw new Error(`the sample is wrong: ${invalid[0]?.problem ?? 'not YAML'}`);
  return problemsIn(rule, inventory).map(
    ({ manifest, ...problem }) =>
      `${describeManifest(manifest.ref)}: ${formatProblem(rule, problem)} @ ${problem.paths.map(formatPath).join(', ')}`,
  );
}

function problemsIn(rule: HardeningRule, inventory: Inventory): readonly ObjectProblem[] {
  switch (rule.scope) {
    case 'inventory':
      return rule.check(inventory);
    case 'object':
      return inventory.manifests.flatMap((manifest) =>
        rule.check(manifest).map((problem) => ({ ...problem, manifest })),
      );
    case 'pod':
      return inventory.pods.flatMap((pod) =>
        rule.check(pod, inventory).map((problem) => ({ ...problem, manifest: pod.manifest })),
      );
    case 'pod-security':
      throw new Error(`${rule.description.id} is asked with verdictOn`);
    case 'change':
      throw new Error(`${rule.description.id} is asked with verdictOnChange`);
  }
}

/** A YAML document of an object with these fields, for tables that show only what differs. */
export function yamlOf(apiVersion: string, kind: string, name: string, fields: string, namespace = 'shop'): string {
  return `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: ${namespace} }\n${fields}\n`;
}
