import { posix } from 'node:path';
import picomatch from 'picomatch';
import { get, textAt } from '../../domain/index.ts';
import type { ArgoSource, Made } from './compose.ts';

/** A first line that keeps Argo CD from reading a file as a manifest. */
const SKIP = '+argocd:skip-file-rendering';

/**
 * The files that Argo CD takes of a directory: those at its top, or all below with `recurse`, by `include` and `exclude`
 * (argoproj/argo-cd reposerver/repository/repository.go, findManifests).
 */
export async function listFiles({ tree, path, spec }: ArgoSource): Promise<Made> {
  const recurse = get(spec, 'directory', 'recurse') === true;
  const include = matcher(textAt(spec, 'directory', 'include'));
  const exclude = matcher(textAt(spec, 'directory', 'exclude'));
  const prefix = path === '' ? '' : `${path}/`;
  const files: string[] = [];
  const unsupported: string[] = [];
  for (const entry of await tree.list(path)) {
    const name = entry.path.slice(prefix.length);
    if (!recurse && name.includes('/')) continue;
    if (!/\.(?:ya?ml|json|jsonnet)$/.test(name) || name.split('/').some((part) => part === '.git')) continue;
    if (exclude?.(name) || (include !== null && !include(name))) continue;
    if (entry.kind !== 'file') unsupported.push(`${entry.path} is a link, which is not followed here`);
    else if (name.endsWith('.jsonnet')) unsupported.push(`${entry.path} is Jsonnet, which is not evaluated here`);
    else if (!(await isSkipped(entry.path))) files.push(entry.path);
  }
  return { source: { kind: 'plain', root: path, files }, files: [], unsupported };

  async function isSkipped(file: string): Promise<boolean> {
    const text = Buffer.from(await tree.read(file)).toString('utf8');
    return (
      text.startsWith('#') && (text.split('\n', 1)[0] ?? '').includes(SKIP) && !posix.basename(file).startsWith('.')
    );
  }
}

/** gobwas/glob without separators, as Argo CD calls it: `*` takes slashes too. Null: no pattern. */
function matcher(glob: string): ((path: string) => boolean) | null {
  if (glob === '') return null;
  const matches = picomatch(glob.replaceAll(/\*+/g, '**'), { dot: true, nonegate: true, noext: true, bash: true });
  return (path) => matches(path);
}
