import { posix } from 'node:path';
import {
  type Finding,
  fileLocation,
  formatPath,
  isDelivered,
  isObject,
  type Location,
  type Manifest,
  type RuleDescription,
  type Source,
  type Tree,
} from '../../../domain/index.ts';
import { decodeUtf8, MAX_FILE_BYTES, readManifestStream } from '../../../yaml/index.ts';
import type { RuleLevel } from '../levels.ts';
import { PACKED, valuesOfPackedChart } from './packed-chart.ts';
import { hashOf, type Text, textsIn, textsOf } from './texts.ts';

/** A file of Helm values that charts in use are rendered with, and every text of it. */
export interface ValuesFile {
  readonly file: string;
  /** The files of each source that uses it. */
  readonly users: readonly ReadonlySet<string>[];
  /** Why it was not read, in words with what to do; null: it was. */
  readonly unread: string | null;
  readonly texts: readonly ValuesText[];
}

export interface ValuesText extends Text {
  /** The file of a packed chart that holds it. */
  readonly member?: string;
  readonly location: Location;
}

/** `files`: those of the tree that each source was rendered from. Whether a template renders a value does not matter. */
export async function readValuesFiles(
  files: ReadonlyMap<Source, ReadonlySet<string>>,
  tree: Tree,
): Promise<readonly ValuesFile[]> {
  const users = new Map<string, ReadonlySet<string>[]>();
  for (const [source, used] of files) {
    for (const file of valuesFilesAmong(source, used)) users.set(file, [...(users.get(file) ?? []), used]);
  }
  const read: ValuesFile[] = [];
  for (const [file, used] of [...users].sort(([a], [b]) => (a < b ? -1 : 1))) {
    // The render has said what is wrong with a link or with a file that is not there.
    const entry = await tree.stat(file);
    if (entry === null || entry === 'directory' || entry.kind !== 'file') continue;
    const content = entry.size > MAX_FILE_BYTES ? tooLarge(entry.size) : await readTexts(file, await tree.read(file));
    const unread = typeof content === 'string' ? content : null;
    read.push({ file, users: used, unread, texts: typeof content === 'string' ? [] : content });
  }
  return read;
}

function tooLarge(size: number): string {
  return `it has ${size} bytes, more than the ${MAX_FILE_BYTES} that are read. Split it into smaller values files`;
}

async function readTexts(file: string, bytes: Uint8Array): Promise<readonly ValuesText[] | string> {
  if (!PACKED.test(file)) return textsOfFile(file, bytes);
  const values = await valuesOfPackedChart(bytes);
  if (typeof values === 'string') return `${values}. Pack the chart again, or unpack it beside the others`;
  const location = fileLocation(file);
  return values.flatMap(({ member, bytes: content }) =>
    textsOfFile(file, content).map(({ path, name, text }) => ({ path, name, text, member, location })),
  );
}

export interface ValuesContext {
  readonly rule: RuleDescription;
  readonly level: Exclude<RuleLevel, 'off'>;
  /** What kind of credential a text holds by the rule; null: none. */
  readonly kindOf: (text: Text) => string | null;
  readonly manifests: readonly Manifest[];
  /** What the rule found in these. */
  readonly known: readonly Finding[];
}

/**
 * A rule about credentials for Helm values. The credential is never shown. What the rule already found in an object is not
 * repeated: where its line was only a guess, it is moved to the line of the value.
 *
 * @returns what was found in the objects, then what only the files show.
 */
export function checkValuesFiles(values: readonly ValuesFile[], context: ValuesContext): readonly Finding[] {
  const { rule, level, kindOf, manifests, known } = context;
  const enforcement = level === 'error' ? 'block' : 'warn';
  const textOf = textsOfFindings(manifests, known, kindOf);
  const moved = new Map<Finding, Location>();
  const findings: Finding[] = [];
  for (const { file, users, texts } of values) {
    const shown = known.filter(({ manifest }) => manifest !== null && users.some((one) => one.has(manifest.file)));
    for (const each of texts) {
      const kind = kindOf(each);
      if (kind === null) continue;
      const made = shown.filter((one) => !one.location.exact && textOf.get(one)?.includes(each.text));
      // An archive is no better place than the template.
      for (const finding of each.location.exact ? made : []) moved.set(finding, moved.get(finding) ?? each.location);
      const isSaid = made.length > 0 || shown.some((finding) => pointsAt(finding, each.location));
      if (!isSaid) findings.push(found(file, { ...each, kind }, rule, enforcement));
    }
  }
  return [...known.map((finding) => movedTo(finding, moved.get(finding))), ...findings];
}

/** One unknown for each values file that is not read: no rule has seen what it holds. */
export function unreadValues(
  values: readonly ValuesFile[],
  { rule, level }: Pick<ValuesContext, 'rule' | 'level'>,
): readonly Finding[] {
  const enforcement = level === 'error' ? 'block' : 'warn';
  return values.flatMap(({ file, unread }) =>
    unread === null ? [] : [unreadFinding(file, unread, rule, enforcement)],
  );
}

/** The whole text that each finding is about, told by its hash. */
function textsOfFindings(
  manifests: readonly Manifest[],
  known: readonly Finding[],
  kindOf: ValuesContext['kindOf'],
): ReadonlyMap<Finding, string> {
  const byRef = new Map(manifests.map((manifest) => [manifest.ref, manifest]));
  return new Map(
    known.flatMap((finding) => {
      const manifest = finding.manifest === null ? undefined : byRef.get(finding.manifest);
      const all = manifest === undefined ? [] : [...textsOf(manifest)].filter((each) => kindOf(each) !== null);
      const one = all.find(({ text }) => finding.identity.some((identity) => identity.includes(`"${hashOf(text)}"`)));
      return one === undefined ? [] : [[finding, one.text] as const];
    }),
  );
}

function movedTo(finding: Finding, location: Location | undefined): Finding {
  if (location === undefined) return finding;
  return { ...finding, location, related: [finding.location, ...finding.related] };
}

/**
 * `values*.yaml` of every chart among the files, packed ones beside another chart included, and the values files that the source names. Of a delivery only
 * its files are known, and of a kustomization that renders charts: those outside of the charts count, unless they hold
 * objects.
 */
function valuesFilesAmong(source: Source, files: ReadonlySet<string>): readonly string[] {
  const named = new Set(source.kind === 'helm' ? source.helm.valuesFiles : []);
  const root = source.root === '' ? '' : `${source.root}/`;
  const charts = [...files].filter((file) => posix.basename(file) === 'Chart.yaml').map((file) => posix.dirname(file));
  const around = source.kind === 'kustomize' && charts.length > 0;
  const outside = isDelivered(source) && root !== '' && files.has(`${root}Chart.yaml`);
  return [...files].filter((file) => {
    if (named.has(file) || PACKED.test(file)) return true;
    if (!/\.ya?ml$/.test(file)) return false;
    const chart = posix.join(posix.dirname(file), 'Chart.yaml');
    if (posix.basename(file).startsWith('values') && files.has(chart)) return true;
    if (around) return !charts.some((one) => file.startsWith(`${one}/`));
    return outside && !file.startsWith(root);
  });
}

function textsOfFile(file: string, bytes: Uint8Array): readonly ValuesText[] {
  const { documents, problems } = readManifestStream(bytes);
  // Helm reads some files that are refused here; a shape can be told on a line all the same.
  if (problems.length > 0) return linesOf(file, bytes);
  return documents.flatMap(({ value, find, locate }) => {
    // What is an object is judged as one; a kustomization is none, and may give values to charts.
    if (isObject(value) && typeof value.kind === 'string' && typeof value.apiVersion === 'string') {
      if (!value.apiVersion.startsWith('kustomize.config.k8s.io/')) return [];
    }
    return Array.from(textsIn(value), (each) => ({
      ...each,
      // Found when somebody asks for it: most texts hold no credential.
      get location(): Location {
        return { file, ...(find(each.path) ?? locate(each.path)), exact: true };
      },
    }));
  });
}

function linesOf(file: string, bytes: Uint8Array): readonly ValuesText[] {
  const decoded = decodeUtf8(bytes);
  const text = 'problem' in decoded ? Buffer.from(bytes).toString('latin1') : decoded.text;
  return text.split(/\r?\n/).map((line, index) => {
    const at = { startLine: index + 1, startColumn: 1, endLine: index + 1, endColumn: line.length + 1 };
    return { name: '', path: [], text: line, location: { file, ...at, exact: true } };
  });
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

function found(
  file: string,
  { kind, path, text, location, member }: ValuesText & { readonly kind: string },
  rule: RuleDescription,
  enforcement: Finding['enforcement'],
): Finding {
  const place = path.length === 0 ? `line ${location.startLine}` : formatPath(path);
  const where = member === undefined ? place : `${place} of ${member}`;
  return {
    ...blank(file, rule, enforcement),
    message: `Helm values ${file}: ${where} holds a credential (${kind}). ${rule.why} ${rule.repair}`,
    location,
    path: formatPath(path.filter((step) => typeof step === 'string')),
    identity: ['values', kind, hashOf(text), ...(member === undefined ? [] : [member])],
  };
}

function unreadFinding(file: string, why: string, rule: RuleDescription, enforcement: Finding['enforcement']): Finding {
  return {
    ...blank(file, rule, enforcement),
    result: { outcome: 'unknown', cause: 'content' },
    message: `Helm values ${file}: not searched for credentials, since ${why}.`,
    identity: ['values', 'unread'],
  };
}

function blank(file: string, rule: RuleDescription, enforcement: Finding['enforcement']): Omit<Finding, 'message'> {
  return {
    rule: rule.id,
    severity: rule.severity,
    result: { outcome: 'fail' },
    enforcement,
    manifest: null,
    image: null,
    location: fileLocation(file),
    related: [],
    path: null,
    identity: [],
    digest: null,
  };
}
