import { type FileSet, textOf } from '../export-tree.ts';
import { templatesOf } from './template-lines.ts';

/**
 * Files of a chart that helm loads and no template can show: not below `templates/`, `crds/` or `charts/`, no values
 * file, and not named where a template asks for `.Files`.
 */
export function unreadFiles(files: FileSet, root: string, valuesFiles: readonly string[]): readonly string[] {
  const prefix = root === '' ? '' : `${root}/`;
  const asking = templatesOf(files, root)
    .map((path) => textOf(files, path))
    .filter((text) => text.includes('Files'))
    .join('\n');
  const isAsked = (below: string): boolean => {
    if (asking === '') return false;
    const steps = below.split('/');
    // A glob may take all; else the name, or the first folder, is spelled somewhere.
    return /\bGlob\s+["`]\**[*./]/.test(asking) || steps.some((step) => asking.includes(step));
  };
  return [...files.keys()].filter((path) => {
    const below = path.slice(prefix.length);
    if (!path.startsWith(prefix) || valuesFiles.includes(path)) return false;
    return !/^(?:templates\/|crds\/|charts\/|Chart\.yaml$|values\.yaml$)/.test(below) && !isAsked(below);
  });
}
