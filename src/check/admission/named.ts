import { isObject, type Manifest, UsageError } from '../../domain/index.ts';
import { readManifestStream } from '../../yaml/index.ts';
import { isJudged } from './policies.ts';

/** A file that the gate's policy names under `hardening.admissionPolicies`. */
export interface NamedPolicies {
  readonly file: string;
  readonly text: string;
}

/**
 * The objects of such files.
 *
 * @throws UsageError for a file that is no YAML or holds an object that no engine knows: whoever names it relies on it.
 */
export function namedManifests(files: readonly NamedPolicies[]): readonly Manifest[] {
  return files.flatMap(({ file, text }) => {
    const { documents, problems } = readManifestStream(new TextEncoder().encode(text));
    const [problem] = problems;
    if (problem !== undefined) throw unusable(file, `cannot be read: ${problem.message}`);
    const manifests = documents.flatMap(({ value, index, locate }): readonly Manifest[] => {
      if (!isObject(value)) return [];
      const metadata = isObject(value.metadata) ? value.metadata : {};
      const textOf = (field: unknown): string => (typeof field === 'string' ? field : '');
      return [
        {
          ref: {
            file,
            document: index,
            apiVersion: textOf(value.apiVersion),
            kind: textOf(value.kind),
            name: textOf(metadata.name),
          },
          source: { kind: 'plain', root: '', files: [file] },
          object: value,
          namespace: textOf(metadata.namespace) || 'default',
          place: (path) => ({ location: { file, ...locate(path), exact: true }, related: [] }),
        },
      ];
    });
    const stranger = manifests.find(isJudged);
    if (stranger !== undefined)
      throw unusable(file, `holds ${JSON.stringify(stranger.ref.kind)}, which no engine runs`);
    if (manifests.length === 0) throw unusable(file, 'holds no object');
    return manifests;
  });
}

function unusable(file: string, what: string): UsageError {
  return new UsageError({
    code: 'policy/invalid',
    stage: 'policy',
    message: `The file ${JSON.stringify(file)}, which hardening.admissionPolicies names, ${what}, so no manifest would be judged by it.`,
    remedy: 'Name files of Kyverno, Gatekeeper or ValidatingAdmissionPolicy objects, or take the pattern out.',
  });
}
