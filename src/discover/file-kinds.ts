/** The names that kustomize takes for a kustomization (api/konfig/general.go). */
const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** What the name of a file says it may be. */
export type FileKind = 'chart' | 'kustomization' | 'yaml' | 'json' | 'other';

export function kindOfFile(path: string): FileKind {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'Chart.yaml') return 'chart';
  if (KUSTOMIZATION_NAMES.includes(name)) return 'kustomization';
  if (/\.ya?ml$/i.test(name)) return 'yaml';
  return /\.json$/i.test(name) ? 'json' : 'other';
}

/** The directory a file is in; `''` is the tree's root. */
export function directoryOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

export function join(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}

/** Is `path` the directory itself, or below it? */
export function isWithin(path: string, directory: string): boolean {
  return directory === '' || path === directory || path.startsWith(`${directory}/`);
}

/** Every directory above `path`, the nearest first, the root `''` last. */
export function ancestorsOf(path: string): readonly string[] {
  const found: string[] = [];
  for (let at = path; at !== ''; ) {
    at = directoryOf(at);
    found.push(at);
  }
  return found;
}
