import type { ContentStore } from '../../../src/demo/registry/index.ts';
import { DOCKER_LIST, DOCKER_MANIFEST, OCI_INDEX, putImage, putIndex } from './samples.ts';

const PATHS = [
  'app',
  'acme/api',
  'acme/team/api',
  'a/b/c/d/e',
  'under_score/x__y',
  'dash-es/v1.2.3',
  'z',
  '0/1',
  'library/x',
  'k8s/etcd',
  'x-y.z_w',
];
const TYPES = [
  (store: ContentStore, path: string, tag: string) => putImage(store, path, tag).digest,
  (store: ContentStore, path: string, tag: string) =>
    putImage(store, path, tag, `${path}:${tag}`, { mediaType: DOCKER_MANIFEST }).digest,
  (store: ContentStore, path: string, tag: string) => putIndex(store, path, tag, OCI_INDEX),
  (store: ContentStore, path: string, tag: string) => putIndex(store, path, tag, DOCKER_LIST),
];
const TAGS = ['latest', '1', '1.2.3', 'v1.0.0-rc.1', 'A_b', `t${'x'.repeat(126)}`];

export interface Sample {
  /** Without the registry: `acme/api:1.2`. */
  readonly name: string;
  readonly exists: boolean;
}

/** About 500 references: each path with each tag, by tag, by digest, by both, without a tag, and some that are not there. */
export function fill(store: ContentStore): readonly Sample[] {
  const samples: Sample[] = [];
  PATHS.forEach((path, at) => {
    TAGS.forEach((tag, position) => {
      const make = TYPES[(at + position) % TYPES.length];
      if (make === undefined) throw new Error('no type');
      const digest = make(store, path, tag);
      const names = [`${path}:${tag}`, `${path}@${digest}`, `${path}:${tag}@${digest}`, `${path}:gone@${digest}`];
      const children = store.findManifest(path, digest);
      const child = /"digest":"(sha256:[0-9a-f]{64})","size":\d+,"platform"/.exec(
        Buffer.from(children?.bytes ?? '').toString(),
      );
      if (child?.[1] !== undefined) names.push(`${path}@${child[1]}`);
      samples.push(...names.map((name) => ({ name, exists: true })));
      samples.push({ name: `${path}:${tag}-gone`.slice(0, path.length + 129), exists: false });
      samples.push({ name: `${path}@sha256:${digest.slice(7).split('').reverse().join('')}`, exists: false });
      samples.push({ name: `${path}/gone:${tag}`, exists: false });
    });
    samples.push({ name: path, exists: true });
  });
  return samples;
}
