import { formatPath, isObject, type Json, type Manifest, type Path } from '../../domain/index.ts';
import { decode } from './decoding.ts';
import { type Container, type PodMetadata, PodMetadataSchema, type PodSpec, PodSpecSchema } from './pod-schema.ts';
import { templatePath } from './workload.ts';

export interface ContainerView {
  /** How messages name it: `container "api"`, `init container "migrate"`. */
  readonly label: string;
  readonly role: 'container' | 'init container' | 'ephemeral container';
  readonly spec: Container;
  /** The path of one of its fields. */
  readonly at: (...steps: Path) => Path;
}

/** The pod that a workload runs, decoded, with the way back to where each field is written. */
export interface PodView {
  readonly manifest: Manifest;
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
  /** In the order of upstream's visitor: init containers, containers, ephemeral containers. */
  readonly containers: readonly ContainerView[];
  /** The path of one of the pod spec's fields. */
  readonly at: (...steps: Path) => Path;
  readonly annotationAt: (key: string) => Path;
}

export type PodReading =
  | { readonly status: 'pod'; readonly pod: PodView }
  /** No workload, or one without a pod template (a ReplicationController may have none). */
  | { readonly status: 'none' }
  /** The API server would refuse the object: `path` has a type that it has not. */
  | { readonly status: 'invalid'; readonly path: Path; readonly problem: string };

const ROLES = [
  { list: 'initContainers', role: 'init container' },
  { list: 'containers', role: 'container' },
  { list: 'ephemeralContainers', role: 'ephemeral container' },
] as const;

/** Reads the pod of a workload of any kind that Pod Security Admission knows. Never throws. */
export function readPod(manifest: Manifest): PodReading {
  const template = templatePath(manifest.ref.apiVersion, manifest.ref.kind);
  if (template === null) return { status: 'none' };
  let holder: Json | undefined = manifest.object;
  for (const [depth, step] of template.entries()) {
    if (!isObject(holder)) break;
    holder = holder[step];
    if (!isStruct(holder)) return invalid(template.slice(0, depth + 1), 'expected a mapping');
  }
  if (manifest.ref.kind === 'ReplicationController' && !isObject(holder)) return { status: 'none' };
  const object = isObject(holder) ? holder : {};
  const metadata = decode(PodMetadataSchema, object.metadata);
  if (metadata.status === 'invalid') return invalid([...template, 'metadata', ...metadata.path], metadata.problem);
  const spec = decode(PodSpecSchema, object.spec);
  if (spec.status === 'invalid') return invalid([...template, 'spec', ...spec.path], spec.problem);
  return { status: 'pod', pod: view(manifest, template, metadata.value, spec.value) };
}

function view(manifest: Manifest, template: Path, metadata: PodMetadata, spec: PodSpec): PodView {
  const at = (...steps: Path): Path => [...template, 'spec', ...steps];
  const containers = ROLES.flatMap(({ list, role }) =>
    spec[list].map(
      (container, index): ContainerView => ({
        label: `${role} ${quote(container.name ?? '')}`,
        role,
        spec: container,
        at: (...steps) => at(list, index, ...steps),
      }),
    ),
  );
  const { annotations, labels } = metadata;
  const annotationAt = (key: string): Path => [...template, 'metadata', 'annotations', key];
  return { manifest, annotations, labels, spec, containers, at, annotationAt };
}

type InvalidReading = Extract<PodReading, { status: 'invalid' }>;

function invalid(path: Path, problem: string): InvalidReading {
  return { status: 'invalid', path, problem: `${formatPath(path)}: ${problem}` };
}

function isStruct(value: Json | undefined): boolean {
  return value === undefined || value === null || isObject(value);
}

/** A name as a message shows it: quoted, with control characters escaped, and never longer than a line bears. */
export function quote(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 77)}...` : name);
}
