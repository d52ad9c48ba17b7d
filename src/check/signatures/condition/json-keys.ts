/** Fields of an image's configuration that are maps: their keys are data, and case counts. */
const MAPS = ['labels', 'volumes', 'exposedports'];
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|-?\d[\d.eE+-]*/g;

/**
 * Parses JSON that Go and JavaScript are sure to read alike, else undefined. Go merges objects that are written twice,
 * matches names of fields whatever their case, and takes no `1.0` for an integer; whoever builds an image writes its
 * configuration, and must not be able to show the gate another one than the cluster.
 */
export function parseUnambiguousJson(bytes: Uint8Array): unknown {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isWrittenOnce(text) ? value : undefined;
}

interface Level {
  readonly keys: Set<string>;
  readonly isMap: boolean;
}

/** `text` is JSON. */
function isWrittenOnce(text: string): boolean {
  const levels: Level[] = [];
  let key = '';
  let last = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      levels.push({ keys: new Set(), isMap: token === '{' && last === ':' && MAPS.includes(key) });
    } else if (token === '}' || token === ']') levels.pop();
    else if (token === ':') {
      const level = levels.at(-1);
      const written: unknown = JSON.parse(last);
      if (level === undefined || typeof written !== 'string') return false;
      // Go folds two letters outside ASCII into k and s.
      if (!level.isMap && /[^ -~]/.test(written)) return false;
      key = written.toLowerCase();
      const name = level.isMap ? written : key;
      if (level.keys.has(name)) return false;
      level.keys.add(name);
    } else if (/^-?\d/.test(token) && /[.eE]/.test(token)) return false;
    last = token;
  }
  return true;
}
