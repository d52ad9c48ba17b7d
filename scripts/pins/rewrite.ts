import type { ToolName } from '../../src/domain/index.ts';
import type { Archives } from './gather.ts';

/** src/tools/pins.ts with another version and its hashes, and everything else of the file as it was. */
export function rewritePins(
  source: string,
  name: ToolName,
  from: string,
  { version, archives }: { readonly version: string; readonly archives: Archives },
): string {
  const start = source.indexOf(`\n  ${name}: {\n`);
  const end = source.indexOf('\n  },\n', start);
  if (start === -1 || end === -1) throw new Error(`src/tools/pins.ts has no ${name}: { … } over several lines`);
  // The comment above names the release that the hashes are of.
  const comment = source.lastIndexOf('\n  // ', start);
  let block = replaceOnce(source.slice(start, end), `version: '${from}'`, `version: '${version}'`);
  for (const [platform, sha256] of Object.entries(archives)) {
    const line = new RegExp(`'${platform}': '[0-9a-f]{64}'`);
    if (!line.test(block)) throw new Error(`src/tools/pins.ts has no hash of ${name} for ${platform}`);
    block = block.replace(line, `'${platform}': '${sha256}'`);
  }
  const above = source.slice(comment, start).replaceAll(from, version);
  return `${source.slice(0, comment)}${above}${block}${source.slice(end)}`;
}

function replaceOnce(text: string, from: string, to: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`src/tools/pins.ts has ${parts.length - 1} times ${from}, and not once`);
  return parts.join(to);
}
