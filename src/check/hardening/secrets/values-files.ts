import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import {
  type Finding,
  formatPath,
  isArray,
  isDelivered,
  isObject,
  type Json,
  type Location,
  type Manifest,
  type Path,
  type Source,
  type Tree,
} from '../../../domain/index.ts';
import type { Policy } from '../../../policy/index.ts';
import { decodeUtf8, MAX_FILE_BYTES, readManifestStream } from '../../../yaml/index.ts';
import { configuredLevel } from '../levels.ts';
import { rule } from '../rules/secrets/known-token.ts';
import { tokenIn } from './tokens.ts';

export interface ValuesContext {
  /** The files of the tree that each source was rendered from. */
  readonly files: ReadonlyMap<Source, ReadonlySet<string>>;
  readonly tree: Tree;
  readonly policy: Policy;
  readonly manifests: readonly Manifest[];
  /** What the rules found in these. */
  readonly rendered: readonly Finding[];
}

interface Token {
  readonly kind: string;
  readonly path: Path;
  /** Never shown. */
  readonly text: string;
  readonly location: Location;
}

const DEEPEST = 64;

/**
 * `secrets/known-token` for Helm values: every text of the values files of each chart in use, whether or not a template
 * renders it. The credential is never shown. What the rule already found in an object is not repeated: where its line was
 * only a guess, it is moved to the line of the value.
 *
 * @returns what was found in the objects, then what only the files show.
 */
export async function checkValuesFiles(context: ValuesContext): Promise<readonly Finding[]> {
  const { files, tree, policy, manifests, rendered } = context;
  const level = configuredLevel(policy, rule.description.id)?.level ?? 'warn';
  if (level === 'off') return rendered;
  const enforcement = level === 'error' ? 'block' : 'warn';
  const known = rendered.filter((finding) => finding.rule === rule.description.id);
  const textOf = textsOfFindings(manifests, known);
  const moved = new Map<Finding, Location>();
  const users = new Map<string, ReadonlySet<string>[]>();
  for (const [source, used] of files) {
    for (const file of valuesFilesAmong(source, used)) users.set(file, [...(users.get(file) ?? []), used]);
  }
  const findings: Finding[] = [];
  for (const [file, used] of [...users].sort(([a], [b]) => (a < b ? -1 : 1))) {
    // The render has said what is wrong with a link or with a file that is not there.
    const entry = await tree.stat(file);
    if (entry === null || entry === 'directory' || entry.kind !== 'file') continue;
    if (entry.size > MAX_FILE_BYTES) {
      findings.push(tooLarge(file, entry.size, enforcement));
      continue;
    }
    const shown = known.filter(({ manifest }) => manifest !== null && used.some((one) => one.has(manifest.file)));
    for (const token of tokensOf(file, await tree.read(file))) {
      const made = shown.filter((one) => !one.location.exact && textOf.get(one)?.includes(token.text));
      for (const finding of made) moved.set(finding, moved.get(finding) ?? token.location);
      const isSaid = made.length > 0 || shown.some((finding) => pointsAt(finding, token.location));
      if (!isSaid) findings.push(found(file, token, enforcement));
    }
  }
  return [...rendered.map((finding) => movedTo(finding, moved.get(finding))), ...findings];
}

/** The whole text that each finding is about, told by its hash. */
function textsOfFindings(manifests: readonly Manifest[], known: readonly Finding[]): ReadonlyMap<Finding, string> {
  const objects = new Map(manifests.map((manifest) => [manifest.ref, manifest.object]));
  return new Map(
    known.flatMap((finding) => {
      const object = finding.manifest === null ? undefined : objects.get(finding.manifest);
      const all = [...texts(object, [])].map(([, text]) => text).filter((text) => tokenIn(text) !== null);
      const text = all.find((one) => finding.identity.some((identity) => identity.includes(`"${hashOf(one)}"`)));
      return text === undefined ? [] : [[finding, text] as const];
    }),
  );
}

function movedTo(finding: Finding, location: Location | undefined): Finding {
  if (location === undefined) return finding;
  return { ...finding, location, related: [finding.location, ...finding.related] };
}

/**
 * `values*.yaml` of every unpacked chart among the files, and the values files that the source names. Of a delivery only
 * its files are known: of a chart's, those outside of the chart count, unless they hold objects.
 */
function valuesFilesAmong(source: Source, files: ReadonlySet<string>): readonly string[] {
  const named = new Set(source.kind === 'helm' ? source.helm.valuesFiles : []);
  const root = source.root === '' ? '' : `${source.root}/`;
  const outside = isDelivered(source) && root !== '' && files.has(`${root}Chart.yaml`);
  return [...files].filter((file) => {
    if (named.has(file)) return true;
    if (!/\.ya?ml$/.test(file)) return false;
    const chart = posix.join(posix.dirname(file), 'Chart.yaml');
    if (posix.basename(file).startsWith('values') && files.has(chart)) return true;
    return outside && !file.startsWith(root);
  });
}

function tokensOf(file: string, bytes: Uint8Array): readonly Token[] {
  const { documents, problems } = readManifestStream(bytes);
  // Helm reads some files that are refused here; a shape can be told on a line all the same.
  if (problems.length > 0) return linesOf(file, bytes);
  return documents.flatMap(({ value, find, locate }) => {
    // What is an object is judged as one.
    if (isObject(value) && typeof value.kind === 'string' && typeof value.apiVersion === 'string') return [];
    return [...texts(value, [])].flatMap(([path, text]): readonly Token[] => {
      const kind = tokenIn(text);
      const range = find(path) ?? locate(path);
      return kind === null ? [] : [{ kind, path, text, location: { file, ...range, exact: true } }];
    });
  });
}

function linesOf(file: string, bytes: Uint8Array): readonly Token[] {
  const decoded = decodeUtf8(bytes);
  const text = 'problem' in decoded ? Buffer.from(bytes).toString('latin1') : decoded.text;
  return text.split(/\r?\n/).flatMap((line, index): readonly Token[] => {
    const kind = tokenIn(line);
    if (kind === null) return [];
    const at = { startLine: index + 1, startColumn: 1, endLine: index + 1, endColumn: line.length + 1 };
    return [{ kind, path: [], text: line, location: { file, ...at, exact: true } }];
  });
}

function* texts(value: Json | undefined, path: Path): Generator<readonly [Path, string]> {
  if (path.length > DEEPEST) return;
  if (typeof value === 'string') yield [path, value];
  else if (isArray(value)) for (const [index, item] of value.entries()) yield* texts(item, [...path, index]);
  else if (isObject(value)) for (const [key, item] of Object.entries(value)) yield* texts(item, [...path, key]);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function pointsAt({ location, related }: Finding, wanted: Location): boolean {
  return [location, ...related].some((place) => place.exact && overlap(place, wanted));
}

function overlap(a: Location, b: Location): boolean {
  const before = (line: number, column: number, otherLine: number, otherColumn: number) =>
    line < otherLine || (line === otherLine && column < otherColumn);
  return (
    a.file === b.file &&
    before(a.startLine, a.startColumn, b.endLine, b.endColumn) &&
    before(b.startLine, b.startColumn, a.endLine, a.endColumn)
  );
}

function found(file: string, { kind, path, text, location }: Token, enforcement: Finding['enforcement']): Finding {
  const { why, repair } = rule.description;
  const where = path.length === 0 ? `line ${location.startLine}` : formatPath(path);
  return {
    ...blank(file, enforcement),
    message: `Helm values ${file}: ${where} holds a credential (${kind}). ${why} ${repair}`,
    location,
    path: formatPath(path.filter((step) => typeof step === 'string')),
    identity: ['values', kind, hashOf(text)],
  };
}

function tooLarge(file: string, size: number, enforcement: Finding['enforcement']): Finding {
  return {
    ...blank(file, enforcement),
    result: { outcome: 'unknown', cause: 'content' },
    message: `Helm values ${file}: not searched for credentials, since it has ${size} bytes, more than the ${MAX_FILE_BYTES} that are read. Split it into smaller values files.`,
    identity: ['values', 'size'],
  };
}

function blank(file: string, enforcement: Finding['enforcement']): Omit<Finding, 'message'> {
  return {
    rule: rule.description.id,
    severity: rule.description.severity,
    result: { outcome: 'fail' },
    enforcement,
    manifest: null,
    image: null,
    location: { file, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1, exact: false },
    related: [],
    path: null,
    identity: [],
    digest: null,
  };
}
