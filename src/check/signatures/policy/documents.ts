import type { Json, Location, Path } from '../../../domain/index.ts';
import { readManifestStream, type YamlRange } from '../../../yaml/index.ts';

/** A file that `signatures.policies` of the gate's policy names, read from the trusted tree. */
export interface PolicyFile {
  readonly file: string;
  readonly text: string;
}

/** One YAML document of such a file. */
export interface PolicyDocument {
  readonly file: string;
  readonly value: Json;
  /** The place of the value at `path`, or of the nearest one above it that is written. */
  locate(path: Path): Location;
}

/** A mistake that keeps a policy from being one: what is wrong, where, and what to do. */
export interface PolicyProblem {
  readonly location: Location;
  readonly message: string;
  readonly remedy: string;
}

/** Reads every document of a file, in order. Documents that say nothing are left out. */
export function readPolicyDocuments({ file, text }: PolicyFile): {
  readonly documents: readonly PolicyDocument[];
  readonly problems: readonly PolicyProblem[];
} {
  const at = (range: YamlRange): Location => ({ file, ...range, exact: true });
  const { documents, problems } = readManifestStream(new TextEncoder().encode(text));
  return {
    documents: documents
      .filter(({ value }) => value !== null)
      .map((document) => ({ file, value: document.value, locate: (path) => at(document.locate(path)) })),
    problems: problems.map(({ message, range }) => ({
      location: at(range),
      message: `this is not a document that can be read: ${message}`,
      remedy: 'Correct the YAML.',
    })),
  };
}
