import type {
  Digest,
  Finding,
  Image,
  ImageReference,
  ImageUse,
  Location,
  Manifest,
  ManifestRef,
  Path,
} from '../../src/domain/index.ts';

/** Samples for tests of what comes after the checks: judge, report, publish. Each takes only what the test is about. */

export const DIGEST: Digest = `sha256:${'a1'.repeat(32)}`;
export const OTHER_DIGEST: Digest = `sha256:${'b2'.repeat(32)}`;

export function location(file = 'deploy/api.yaml', line = 12, overrides: Partial<Location> = {}): Location {
  return { file, startLine: line, startColumn: 16, endLine: line, endColumn: 40, exact: true, ...overrides };
}

export function manifestRef(overrides: Partial<ManifestRef> = {}): ManifestRef {
  return {
    file: 'deploy/api.yaml',
    document: 0,
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    namespace: 'shop',
    name: 'api',
    ...overrides,
  };
}

export function finding(overrides: Partial<Finding> = {}): Finding {
  return {
    rule: 'pss/privileged',
    severity: 'critical',
    result: { outcome: 'fail' },
    enforcement: 'block',
    message: 'Container "api" of Deployment shop/api is privileged. Set securityContext.privileged to false.',
    manifest: manifestRef(),
    image: null,
    location: location(),
    related: [],
    path: null,
    identity: [],
    digest: null,
    ...overrides,
  };
}

export const UNKNOWN = {
  infrastructure: { outcome: 'unknown', cause: 'infrastructure' },
  content: { outcome: 'unknown', cause: 'content' },
} as const;

const IMAGE_PATH: Path = ['spec', 'template', 'spec', 'containers', 0, 'image'];

export function imageUse(written: string, at: Location = location(), ref = manifestRef({ file: at.file })): ImageUse {
  return { written, manifest: manifest(ref, at), path: IMAGE_PATH, place: { location: at, related: [] } };
}

export function manifest(ref: ManifestRef = manifestRef(), at: Location = location()): Manifest {
  return {
    ref,
    source: { kind: 'plain', root: '', files: [ref.file] },
    object: { apiVersion: ref.apiVersion, kind: ref.kind, metadata: { name: ref.name } },
    namespace: ref.namespace ?? 'default',
    place: () => ({ location: at, related: [] }),
  };
}

export function image(
  written = 'ghcr.io/acme/api:1.2.3',
  reference: Partial<ImageReference> = {},
  uses: readonly [ImageUse, ...ImageUse[]] = [imageUse(written)],
): Image {
  return {
    written,
    reference: { registry: 'ghcr.io', path: 'acme/api', tag: '1.2.3', digest: null, ...reference },
    problem: null,
    uses,
  };
}

export function unpinned(overrides: Partial<Finding> = {}): Finding {
  return finding({
    rule: 'image/unpinned',
    severity: 'medium',
    message: 'Image ghcr.io/acme/api:1.2.3 names no digest, so what runs can change under it. Pin it to a digest.',
    image: 'ghcr.io/acme/api:1.2.3',
    path: 'spec.template.spec.containers[0].image',
    ...overrides,
  });
}
