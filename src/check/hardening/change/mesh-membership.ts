import { get, isObject, type JsonObject, type Manifest, type Path } from '../../../domain/index.ts';
import { textOf } from '../loose-values.ts';
import { AUTHENTICATED, INBOUND, meshOf } from '../network/mesh.ts';
import { templatePath } from '../workload.ts';

/** Inbound ports that go past the sidecar, and so past mutual TLS: annotations, each with the value by which none does. */
const BYPASSES: readonly (readonly [key: string, none: string])[] = [
  ['traffic.sidecar.istio.io/excludeInboundPorts', ''],
  ['traffic.sidecar.istio.io/includeInboundPorts', '*'],
  ['config.linkerd.io/skip-inbound-ports', ''],
];
/** What takes one workload out of the mesh that its namespace joins, with the value that does so. */
const OPT_OUTS: readonly (readonly [field: 'labels' | 'annotations', key: string, value: string])[] = [
  ['labels', 'sidecar.istio.io/inject', 'false'],
  ['annotations', 'sidecar.istio.io/inject', 'false'],
  ['labels', 'istio.io/dataplane-mode', 'none'],
  ['annotations', 'linkerd.io/inject', 'disabled'],
];

/** One thing that a change of a namespace's or a pod's metadata takes away. */
export interface Departure {
  readonly message: 'mesh' | 'inbound' | 'bypass';
  readonly data: Readonly<Record<string, string>>;
  readonly path: Path;
}

/** How a namespace, or the pods of a workload, leave the mesh or open what it guards. */
export function departuresOf(base: Manifest, head: Manifest): readonly Departure[] {
  const isNamespace = head.ref.kind === 'Namespace';
  const template = isNamespace ? [] : templatePath(head.ref.apiVersion, head.ref.kind);
  if (template === null) return [];
  const at: Path = [...template, 'metadata'];
  const [before, after] = [metadataAt(base, at), metadataAt(head, at)];
  return [
    ...(isNamespace ? leaving(before, after, at) : optingOut(before, after, at)),
    ...inboundPolicy(before, after, at, isNamespace),
    ...BYPASSES.flatMap(([key, none]): readonly Departure[] => {
      const [was, is] = [textOf(before.annotations[key]), textOf(after.annotations[key])];
      // Left out, no port goes past: only a list that is new or another one can let one through.
      if (was === is || is === '' || is === none) return [];
      return [{ message: 'bypass', data: { key, ports: JSON.stringify(is) }, path: [...at, 'annotations', key] }];
    }),
  ];
}

interface Metadata {
  readonly labels: JsonObject;
  readonly annotations: JsonObject;
}

function metadataAt({ object }: Manifest, at: Path): Metadata {
  const held = get(object, ...at.map(String));
  const [labels, annotations] = [get(held, 'labels'), get(held, 'annotations')];
  return { labels: isObject(labels) ? labels : {}, annotations: isObject(annotations) ? annotations : {} };
}

function leaving(before: Metadata, after: Metadata, at: Path): readonly Departure[] {
  const [was, is] = [meshOf(before.labels, before.annotations), meshOf(after.labels, after.annotations)];
  if (was === null || was === is) return [];
  return [{ message: 'mesh', data: { mesh: was }, path: [...at, was === 'Istio' ? 'labels' : 'annotations'] }];
}

function optingOut(before: Metadata, after: Metadata, at: Path): readonly Departure[] {
  return OPT_OUTS.flatMap(([field, key, value]): readonly Departure[] => {
    if (textOf(after[field][key]) !== value || textOf(before[field][key]) === value) return [];
    const mesh = key.startsWith('linkerd') ? 'Linkerd' : 'Istio';
    return [{ message: 'mesh', data: { mesh }, path: [...at, field, key] }];
  });
}

/** A namespace without the annotation has the cluster's default; a pod without it has its namespace's. */
function inboundPolicy(before: Metadata, after: Metadata, at: Path, isNamespace: boolean): readonly Departure[] {
  const [was, is] = [textOf(before.annotations[INBOUND]), textOf(after.annotations[INBOUND])];
  const opens = isNamespace ? AUTHENTICATED.includes(was) : was === '' || AUTHENTICATED.includes(was);
  const stays = AUTHENTICATED.includes(is) || (!isNamespace && is === '');
  if (was === is || !opens || stays) return [];
  const says = (value: string): string => (value === '' ? 'the default' : value);
  return [{ message: 'inbound', data: { before: says(was), after: says(is) }, path: [...at, 'annotations', INBOUND] }];
}
