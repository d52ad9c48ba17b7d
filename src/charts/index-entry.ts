import { z } from 'zod';
import { readManifestStream } from '../yaml/index.ts';

const Entry = z.looseObject({ version: z.string(), urls: z.array(z.string()).min(1) });

/**
 * Where a version of a chart lies, by an index.yaml (helm.sh/helm/v3/pkg/repo/index.go): the first of its `urls`. Only the
 * chart's own part is parsed, since indexes of some repositories have tens of megabytes. Null: it is not there. What the
 * index says of digests is not read: the pin is the policy's.
 */
export function findArchiveUrl(index: string, chart: string, version: string): string | null {
  const entries = entriesOf(index, chart);
  for (const entry of entries) {
    const parsed = Entry.safeParse(entry);
    // Helm takes `v1.2.3` for `1.2.3`.
    if (parsed.success && parsed.data.version.replace(/^v/, '') === version.replace(/^v/, ''))
      return parsed.data.urls[0] ?? null;
  }
  return null;
}

function entriesOf(index: string, chart: string): readonly unknown[] {
  const whole = /^\s*\{/.test(index);
  const value = whole ? parsed(index) : parsed(partOf(index, chart));
  const found = z
    .looseObject({ entries: z.looseObject({ [chart]: z.array(z.unknown()) }) })
    .safeParse(value ?? null).data;
  const list = found?.entries[chart];
  return Array.isArray(list) ? list : [];
}

function parsed(text: string): unknown {
  return readManifestStream(new TextEncoder().encode(text)).documents[0]?.value;
}

/** The lines of `entries:` that are about one chart. */
function partOf(index: string, chart: string): string {
  const lines = index.split(/\r?\n/);
  const start = lines.findIndex((line) => /^entries:\s*(?:#.*)?$/.test(line));
  const margin = / *(?=\S)/.exec(lines.slice(start + 1).find((line) => /^ *[^#\s]/.test(line)) ?? '')?.[0] ?? '';
  const names = new Set([chart, `"${chart}"`, `'${chart}'`].map((name) => `${margin}${name}:`));
  const first = lines.findIndex((line, at) => at > start && names.has(line.trimEnd()));
  if (start === -1 || margin === '' || first === -1) return '';
  const rest = lines.slice(first + 1);
  // A list may stand at the column of its key.
  const isBelow = (line: string): boolean =>
    line.trim() === '' || line.startsWith(`${margin} `) || line.startsWith(`${margin}-`);
  const length = rest.findIndex((line) => !isBelow(line));
  return ['entries:', lines[first], ...rest.slice(0, length === -1 ? rest.length : length)].join('\n');
}
