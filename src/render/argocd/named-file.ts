import { posix } from 'node:path';
import type { Path } from '../../domain/index.ts';
import { insideTree } from '../../tree/index.ts';
import { RenderProblem } from '../problem.ts';
import type { ArgoSource } from './compose.ts';

/**
 * A file of values that a source names: relative to the chart, from the root (`/`), or from another source of the
 * Application (`$name/`). Or why it cannot be told, a sentence without its full stop.
 *
 * @throws RenderProblem for a path that leads out.
 */
export function namedFile(
  { path, top, ownRefs, application }: ArgoSource,
  written: string,
  at: Path,
): { readonly file: string } | { readonly why: string } {
  const shown = JSON.stringify(written.slice(0, 200));
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(written)) {
    return { why: `it takes values from ${shown}, and nothing is fetched while rendering` };
  }
  if (/[*?[{]/.test(written) || written.indexOf('$', 1) > 0) {
    return { why: `the values file ${shown} is named by a pattern` };
  }
  const [ref = '', ...rest] = written.split('/');
  if (ref.startsWith('$') && !ownRefs.includes(ref.slice(1))) {
    return { why: `it takes values from ${shown}, and ${ref.slice(0, 100)} is not this repository` };
  }
  const own = written.startsWith('/') ? posix.join(top, written.slice(1)) : posix.join(path, written);
  const file = insideTree(ref.startsWith('$') ? rest.join('/') : own);
  const leadsOut = !ref.startsWith('$') && top !== '' && !file?.startsWith(`${top}/`);
  if (file !== null && !leadsOut) return { file };
  throw new RenderProblem({
    what: `the values file ${shown} leads out of the ${top === '' ? 'repository' : 'chart'}`,
    remedy: `Name a file of the ${top === '' ? 'repository' : 'chart, or of another source that is this repository'}`,
    location: application.place(at).location,
  });
}
