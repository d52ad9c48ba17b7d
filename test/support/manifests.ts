import type { Manifest } from '../../src/domain/index.ts';
import { readPlainFile } from '../../src/render/plain-file.ts';

/**
 * The manifests that a text of YAML or JSON holds, with their real places: what plain files give the later stages.
 *
 * @throws Error where the text holds anything that is wrong; a test that wants that reads the file itself.
 */
export function manifestsOf(text: string, file = 'manifests.yaml'): readonly Manifest[] {
  const bytes = new TextEncoder().encode(text);
  const { manifests, findings } = readPlainFile(bytes, file, { kind: 'plain', root: '', files: [file] });
  if (findings.length > 0) throw new Error(findings.map(({ message }) => message).join('\n'));
  return manifests;
}
