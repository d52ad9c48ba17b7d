import { get, isObject, type JsonObject, type Manifest, type Path } from '../../domain/index.ts';
import type { Transform } from '../deliveries/composition.ts';

const COMMON: Path = ['spec', 'commonMetadata'];

/** `spec.commonMetadata`: labels and annotations of every object, over its own; pods' templates are left alone. */
export function commonMetadata(owner: Manifest): Transform | null {
  const labels = textsOf(owner, 'labels');
  const annotations = textsOf(owner, 'annotations');
  if (labels === null && annotations === null) return null;
  return async (manifests) => ({
    manifests: manifests.map((manifest) => ({
      ...manifest,
      object: withMetadata(manifest.object, { ...(labels && { labels }), ...(annotations && { annotations }) }),
      place: (path: Path) => {
        const [first, kind, key] = path;
        const mine = kind === 'labels' ? labels : kind === 'annotations' ? annotations : null;
        const isMine = first === 'metadata' && typeof key === 'string' && mine !== null && Object.hasOwn(mine, key);
        return isMine ? owner.place([...COMMON, String(kind), key]) : manifest.place(path);
      },
    })),
    unsupported: [],
  });
}

function textsOf({ object }: Manifest, key: string): JsonObject | null {
  const found = get(object, ...COMMON, key);
  return isObject(found) && Object.keys(found).length > 0 ? found : null;
}

function withMetadata(object: JsonObject, added: Readonly<Record<string, JsonObject>>): JsonObject {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const merged = Object.fromEntries(
    Object.entries(added).map(([key, values]) => {
      const own = metadata[key];
      return [key, { ...(isObject(own) ? own : {}), ...values }];
    }),
  );
  return { ...object, metadata: { ...metadata, ...merged } };
}
