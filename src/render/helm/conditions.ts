import { fileLocation, type Location } from '../../domain/index.ts';
import { type FileSet, textOf } from '../export-tree.ts';
import { archiveText } from './archive-text.ts';

/** What a template can ask of the release or of the cluster, so that `helm template` alone does not show all of it. */
export const CONDITIONS = ['upgrade', 'revision', 'api', 'kubeVersion', 'random', 'chance', 'cluster'] as const;
export type Condition = (typeof CONDITIONS)[number];

export interface Conditions {
  /** Where each is asked for first; what is not asked for is not in it. */
  readonly asked: ReadonlyMap<Condition, Location>;
  /** API versions that templates spell in `.Capabilities.APIVersions.Has`, in their order. */
  readonly apiVersions: readonly string[];
  /** An API version that only the template's own computing knows, or a packed chart that could not be searched. */
  readonly unread: Location | null;
}

const COMMENT = /^\{\{-?\s*\/\*/;
/** A longer action is not read: honest ones have some hundred characters. */
const MAX_ACTION = 16 * 1024;
const STRING = /"(?:[^"\\\n]|\\.)*"|`[^`]*`/g;
const HAS =
  /\bAPIVersions\.Has\s+\(?\s*(?:"([^"\n]+)"|`([^`]+)`)|\bhas\s+(?:"([^"\n]+)"|`([^`]+)`)\s+\$?\.Capabilities\.APIVersions\b/g;
/** Functions of sprig whose result differs from call to call (Masterminds/sprig, nonhermeticFunctions, and salts). */
const RANDOM =
  /(?<![.$\w])(?:rand(?:AlphaNum|Alpha|Numeric|Ascii|Bytes|Int)|uuidv4|now|ago|shuffle|bcrypt|htpasswd|encryptAES|genPrivateKey|gen(?:CA|SelfSignedCert|SignedCert)(?:WithKey)?)(?!\w)/;
/** Functions that ask a cluster or a name server; `helm template` answers them with nothing. */
const CLUSTER = /(?<![.$\w])(?:lookup|getHostByName)(?!\w)/;
/** Fields of the release that are the same for an install and an upgrade. */
const RELEASE = /\bRelease\b(?!\.(?:Name|Namespace|Service|Revision)\b)|\bIs(?:Upgrade|Install)\b/;
/** An action that branches on what it computes, or keeps it for another that may. */
const DECIDES = /^\{\{-?\s*(?:if|else|with|range|\$[\w.]*\s*:?=)/;
/** Texts of a chart larger than this are data, and no template. */
const MAX_TEXT_BYTES = 2 << 20;

/**
 * Searches what helm may execute: every text of the chart, since `tpl` executes values and files too, and packed
 * dependencies as a whole.
 * Rather too much than too little: what is found in vain costs a render.
 */
export function readConditions(files: FileSet, root: string, valuesFiles: readonly string[]): Conditions {
  const asked = new Map<Condition, Location>();
  const apiVersions = new Set<string>();
  let unread: Location | null = null;
  const ask = (condition: Condition, location: Location): void => {
    if (!asked.has(condition)) asked.set(condition, location);
  };
  for (const [path, bytes] of files) {
    const kind = kindOf(path, root, valuesFiles);
    if (kind === 'other' || (kind === 'text' && bytes.length > MAX_TEXT_BYTES)) continue;
    const text = kind === 'archive' ? archiveText(bytes) : textOf(files, path);
    if (text === null) {
      unread ??= fileLocation(path);
      continue;
    }
    for (const { action, index } of actionsOf(text)) {
      const at = () => (kind === 'archive' ? fileLocation(path) : actionLocation(text, path, index, action));
      if (action.length > MAX_ACTION) {
        unread ??= at();
        continue;
      }
      const code = action.replace(STRING, '""');
      if (RELEASE.test(action)) ask('upgrade', at());
      if (/\bRevision\b/.test(action)) ask('revision', at());
      if (/\bKubeVersion\b/.test(action)) ask('kubeVersion', at());
      if (RANDOM.test(code)) ask('random', at());
      if (RANDOM.test(code) && DECIDES.test(action)) ask('chance', at());
      if (CLUSTER.test(code)) ask('cluster', at());
      if (!action.includes('APIVersions')) continue;
      ask('api', at());
      const spelled = [...action.matchAll(HAS)];
      for (const [, a, b, c, d] of spelled) apiVersions.add(a ?? b ?? c ?? d ?? '');
      if (spelled.length < action.split('APIVersions').length - 1) unread ??= at();
    }
  }
  return { asked, apiVersions: [...apiVersions], unread };
}

/** Linear in the text, whatever stands in it: comments ask for nothing. */
function* actionsOf(text: string): Generator<{ readonly action: string; readonly index: number }> {
  for (let start = text.indexOf('{{'); start !== -1; ) {
    const comment = COMMENT.test(text.slice(start, start + 64));
    const end = comment ? text.indexOf('*/', start) : text.indexOf('}}', start);
    if (end === -1) return;
    if (!comment) yield { action: text.slice(start, end + 2), index: start };
    start = text.indexOf('{{', end + 2);
  }
}

function kindOf(path: string, root: string, valuesFiles: readonly string[]): 'text' | 'archive' | 'other' {
  if (valuesFiles.includes(path)) return 'text';
  const below = root === '' ? path : path.startsWith(`${root}/`) ? path.slice(root.length + 1) : '';
  if (/^(charts\/[^/]+\/)*charts\/[^/]+\.(tgz|tar\.gz)$/.test(below)) return 'archive';
  // Helm does not execute CRDs.
  return below === '' || /^(charts\/[^/]+\/)*crds\//.test(below) ? 'other' : 'text';
}

/** The action's first line, up to its end where it has only one. */
function actionLocation(text: string, file: string, index: number, action: string): Location {
  const before = text.slice(0, index);
  const startLine = before.split('\n').length;
  const startColumn = index - (before.lastIndexOf('\n') + 1) + 1;
  const lines = action.split('\n');
  const last = lines.at(-1) ?? '';
  const endColumn = lines.length === 1 ? startColumn + action.length : last.length + 1;
  return { file, startLine, startColumn, endLine: startLine + lines.length - 1, endColumn, exact: true };
}
