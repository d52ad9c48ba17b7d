import type { Finding, Location, Manifest, Source } from '../domain/index.ts';
import { isObject, type Json } from '../domain/index.ts';
import {
  mentionsManifest,
  readManifestStream,
  type YamlDocument,
  type YamlProblem,
  type YamlRange,
} from '../yaml/index.ts';
import { invalidManifest } from './invalid.ts';
import { objectsOf } from './objects.ts';

export type PlainSource = Extract<Source, { kind: 'plain' }>;

/** What a file of manifests came to. */
export interface PlainFile {
  readonly manifests: readonly Manifest[];
  readonly findings: readonly Finding[];
  /** False where a document could not be read. */
  readonly complete: boolean;
}

/** A file this large that nowhere mentions what every manifest has is not parsed: lock files, API descriptions. */
const MAX_UNMENTIONED_BYTES = 1024 * 1024;
/** More is the same mistake over and over. */
const MAX_FINDINGS = 100;
/** What a JSON file that cannot be read must hold to count as a manifest: most JSON of a repository is something else. */
const JSON_HEAD = [/"apiVersion"\s*:/, /"kind"\s*:/];
const REMEDY = 'Correct it; if it is no manifest, list its path under ignorePaths in the policy.';

const HIDDEN = /(?:^|\/)\.[^/]+\//;

/**
 * The manifests of a YAML or JSON file. A document without apiVersion and kind is something else and is left out, and so
 * is a broken one that is certain to be something else.
 */
export function readPlainFile(bytes: Uint8Array, file: string, source: PlainSource): PlainFile {
  const mentioned = mentionsManifest(bytes);
  const isJson = /\.json$/i.test(file);
  if (!mentioned && (isJson || bytes.length > MAX_UNMENTIONED_BYTES)) {
    return { manifests: [], findings: [], complete: true };
  }
  const { documents, problems } = readManifestStream(bytes);
  const relevant = problems.filter((problem) => couldBeManifest(problem, bytes, isJson));
  // Below a hidden folder a YAML file is some tool's own settings; anywhere else a broken one could be a manifest.
  const enforcement = mentioned || !HIDDEN.test(file) ? 'block' : 'warn';
  const at = (range: YamlRange): Location => ({ file, ...range, exact: true });
  const findings = relevant.map(({ message, range }) =>
    invalidManifest(file, message, at(range), { enforcement, remedy: REMEDY }),
  );
  const manifests: Manifest[] = [];
  for (const document of documents.filter(({ value }) => hasHead(value))) {
    const { objects, problems: wrong } = objectsOf(document.value);
    for (const { what, path } of wrong) {
      const text = `document ${document.index + 1}: ${what}`;
      findings.push(invalidManifest(file, text, at(document.locate(path)), { remedy: REMEDY }));
    }
    for (const { object, path, ref } of objects) {
      manifests.push({
        ref: { file, document: document.index, ...ref },
        source,
        object,
        namespace: ref.namespace ?? 'default',
        place: (below) => placeIn(document, file, [...path, ...below]),
      });
    }
  }
  return { manifests, findings: bounded(findings, file), complete: relevant.length === 0 };
}

function placeIn(document: YamlDocument, file: string, path: Parameters<YamlDocument['locate']>[0]) {
  return { location: { file, ...document.locate(path), exact: true }, related: [] };
}

/** Every document with apiVersion and kind is a manifest; a values file or a workflow has not both. */
function hasHead(value: Json): boolean {
  return isObject(value) && 'apiVersion' in value && 'kind' in value && !isKustomization(value.apiVersion);
}

/** A kustomization by another file name is configuration of kustomize, and no cluster takes it. */
function isKustomization(apiVersion: Json | undefined): boolean {
  return typeof apiVersion === 'string' && apiVersion.startsWith('kustomize.config.k8s.io/');
}

function couldBeManifest({ keys }: YamlProblem, bytes: Uint8Array, isJson: boolean): boolean {
  if (keys !== null) return keys.includes('apiVersion') && keys.includes('kind');
  if (!isJson) return true;
  const text = Buffer.from(bytes).toString('latin1').replaceAll('\0', '');
  return JSON_HEAD.every((pattern) => pattern.test(text));
}

function bounded(findings: readonly Finding[], file: string): readonly Finding[] {
  const rest = findings.length - MAX_FINDINGS;
  if (rest <= 0) return findings;
  const more = invalidManifest(file, `${rest} more of its documents are wrong`, undefined, { remedy: REMEDY });
  return [...findings.slice(0, MAX_FINDINGS), more];
}
