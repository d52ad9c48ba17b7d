import { type Alias, isScalar, LineCounter, type Pair, parseDocument, visit } from 'yaml';
import { ZodError, type z } from 'zod';
import { type Location, UsageError } from '../domain/index.ts';
import { decodeUtf8 } from '../yaml/index.ts';
import { policyJsonSchema } from './json-schema.ts';
import { nearestKey } from './known-keys.ts';
import { completePolicy, type Policy } from './schema.ts';

/** A policy file that was read: what it says, and where each key says it. */
export interface PolicyDocument {
  readonly policy: Policy;
  readonly file: string;
  /** The place of a key or of the nearest one above it that is written. */
  locate(path: readonly PropertyKey[]): Location;
}

/** Large enough for any policy that people wrote, small enough never to matter. */
const MAX_POLICY_BYTES = 1024 * 1024;
/** No longer one is a misspelt key. */
const MAX_KEY = 50;

/**
 * Reads a policy file: YAML 1.2, every key known, every mistake with its place.
 *
 * @throws UsageError `policy/invalid` naming file, line and key of the first mistake, and the others after it.
 */
export function parsePolicy(bytes: Uint8Array, file: string): PolicyDocument {
  if (bytes.byteLength > MAX_POLICY_BYTES) {
    throw invalid(file, undefined, [`the file has ${bytes.byteLength} bytes, more than ${MAX_POLICY_BYTES}`]);
  }
  const lines = new LineCounter();
  const document = parseDocument(decode(bytes, file), {
    version: '1.2',
    lineCounter: lines,
    strict: true,
    uniqueKeys: true,
    prettyErrors: false,
  });
  const at = (start: number, end: number): Location => {
    const from = lines.linePos(start);
    const to = lines.linePos(end);
    return {
      file,
      startLine: Math.max(from.line, 1),
      startColumn: Math.max(from.col, 1),
      endLine: Math.max(to.line, 1),
      endColumn: Math.max(to.col, 1),
      exact: true,
    };
  };
  const [broken] = document.errors;
  if (broken) throw invalid(file, at(broken.pos[0], broken.pos[1]), [`not YAML: ${broken.message}`]);

  const dangling = aliasWithoutAnchor(document);
  if (dangling?.range) {
    const [start, end] = dangling.range;
    throw invalid(file, at(start, end), [
      `*${dangling.source} stands for nothing: there is no &${dangling.source} before it`,
    ]);
  }

  const locate = (path: readonly PropertyKey[]): Location => {
    for (let length = path.length; length > 0; length--) {
      const range = rangeOf(document, path.slice(0, length));
      if (range) return at(range[0], range[1]);
    }
    return at(0, 0);
  };
  try {
    return { policy: completePolicy(readValue(document)), file, locate };
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const mistakes = error.issues.flatMap((issue) => describeIssue(issue));
    const [first] = mistakes;
    if (!first) throw error;
    throw invalid(
      file,
      locate(first.path),
      mistakes.map((mistake) => `${mistake.text} (line ${locate(mistake.path).startLine})`),
    );
  }
}

function decode(bytes: Uint8Array, file: string): string {
  const decoded = decodeUtf8(bytes);
  if ('text' in decoded) return decoded.text;
  const { problem, line, column } = decoded;
  const place = { startLine: line, startColumn: column, endLine: line, endColumn: column + 1 };
  throw invalid(file, { file, ...place, exact: true }, [problem]);
}

type YamlDocument = ReturnType<typeof parseDocument>;

function aliasWithoutAnchor(document: YamlDocument): Alias | null {
  const anchors = new Set<string>();
  let found: Alias | null = null;
  visit(document, {
    Value(_, { anchor }) {
      if (anchor !== undefined) anchors.add(anchor);
    },
    Alias(_, node) {
      if (!anchors.has(node.source)) found ??= node;
    },
  });
  return found;
}

/**
 * The document's value, with numbers as they were written: `version: 1.30` means the text 1.30 and not 1.3. Only the
 * file's own `version` is a number.
 */
function readValue(document: YamlDocument): unknown {
  visit(document, {
    Scalar(key, node, parents) {
      if (key === 'key' || typeof node.value !== 'number') return;
      const pair = parents.at(-1) as Pair | undefined;
      const isVersion = parents.length === 3 && isScalar(pair?.key) && pair.key.value === 'version';
      if (!isVersion) node.value = node.source ?? String(node.value);
    },
  });
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (cause) {
    throw new UsageError({
      code: 'policy/invalid',
      stage: 'policy',
      message: 'The policy uses more YAML aliases than any policy needs.',
      remedy: 'Write the values out.',
      cause,
    });
  }
}

/** The range of the value at `path`; of the key where the value is missing or is a collection. */
function rangeOf(document: YamlDocument, path: readonly PropertyKey[]): readonly [number, number] | null {
  const steps = path.filter((step) => typeof step !== 'symbol');
  const node: unknown = document.getIn(steps, true);
  if (isScalar(node) && node.range) return [node.range[0], node.range[1]];
  const parent: unknown = steps.length === 1 ? document.contents : document.getIn(steps.slice(0, -1), true);
  if (typeof parent !== 'object' || parent === null || !('items' in parent) || !Array.isArray(parent.items))
    return null;
  for (const item of parent.items as readonly Pair[]) {
    if (isScalar(item.key) && String(item.key.value) === String(steps.at(-1)) && item.key.range) {
      return [item.key.range[0], item.key.range[1]];
    }
  }
  const entry: unknown = parent.items[Number(steps.at(-1))];
  if (typeof entry === 'object' && entry !== null && 'range' in entry && Array.isArray(entry.range)) {
    return [Number(entry.range[0]), Number(entry.range[1])];
  }
  return null;
}

interface Mistake {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

function describeIssue(issue: z.core.$ZodIssue): readonly Mistake[] {
  const key = formatKey(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => {
      const near = name.length > MAX_KEY ? null : nearestKey(name, issue.path, policyJsonSchema());
      const meant = near === null ? '' : `; is ${near} meant?`;
      return {
        path: [...issue.path, name],
        text: `unknown key ${JSON.stringify(name)}${key === '' ? '' : ` in ${key}`}${meant}`,
      };
    });
  }
  if (issue.code === 'invalid_union') {
    const forms = issue.errors.map((issues) => issues.map((one) => ({ ...one, path: [...issue.path, ...one.path] })));
    // The form that is meant is the one with a mistake inside; of the others the whole is wrong.
    const meant = forms.find((issues) => issues.some((one) => isInside(one, issue.path.length)));
    if (meant !== undefined) return meant.flatMap(describeIssue);
    const texts = [...new Set(forms.flatMap((issues) => issues.map(({ message }) => message)))];
    if (texts.length > 0) return [{ path: issue.path, text: `${key}: ${texts.join(', or: ')}` }];
  }
  if (issue.path.length === 1 && issue.path[0] === 'version') {
    return [{ path: issue.path, text: 'version: expected 1, the only version of this file format' }];
  }
  return [{ path: issue.path, text: `${key === '' ? 'the file' : key}: ${issue.message}` }];
}

function isInside({ code, path }: z.core.$ZodIssue, depth: number): boolean {
  return path.length > depth || code === 'unrecognized_keys';
}

function formatKey(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}${text === '' ? '' : '.'}${String(step)}`),
    '',
  );
}

function invalid(file: string, location: Location | undefined, mistakes: readonly string[]): UsageError {
  const place = location ? `${file}:${location.startLine}:${location.startColumn}` : file;
  const [first, ...others] = mistakes;
  const more = others.length === 0 ? '' : `\n${others.map((other) => `  also: ${other}`).join('\n')}`;
  return new UsageError({
    code: 'policy/invalid',
    stage: 'policy',
    message: `${place}: the policy file is not valid: ${first ?? 'unreadable'}${more}`,
    remedy: 'Correct the file; `supply-chain-gate policy schema` prints what it may hold.',
    ...(location ? { location } : {}),
  });
}
