import { type Image, type Resolution, repositoryOf } from '../domain/index.ts';
import { prepare } from '../gate/context.ts';
import type { Survey } from '../gate/results.ts';
import { inspect, survey } from '../gate.ts';
import { loadPolicy } from '../policy/index.ts';
import { jsonPieces, reportImage } from '../report/index.ts';
import type { Terminal } from './terminal.ts';
import { openWorkspace, requestFor, type SourceOptions } from './workspace.ts';

export interface ImagesOptions extends SourceOptions {
  readonly format: 'text' | 'json';
  readonly resolve?: boolean;
}

/** `images`: every image that the manifests run, and where; with `--resolve` its digest. 3 where a source did not render. */
export async function images(paths: readonly string[], options: ImagesOptions, terminal: Terminal): Promise<number> {
  const { ports } = terminal;
  const workspace = openWorkspace(terminal.directory);
  const request = { ...(await requestFor(workspace, paths, options, ports)), resolveAll: true };
  const loaded = await loadPolicy(request.policyTree, request.policyFile);
  const policy = {
    ...loaded.policy,
    signatures: { ...loaded.policy.signatures, mode: 'off' as const },
    vulnerabilities: { ...loaded.policy.vulnerabilities, severity: 'off' as const },
  };
  const context = prepare(request, { ...loaded, policy }, ports);
  const head = await survey(request.head, context);
  const inspection = options.resolve ? await inspect(head, context) : null;
  const resolutions: ReadonlyMap<string, Resolution> = inspection?.resolutions ?? new Map();
  const entries = head.images.map((image) => reportImage(image, resolutions.get(image.written), null));
  const errors = [...problemsOf(head), ...problemsOf({ findings: inspection?.findings ?? [] })];
  if (options.format === 'json') {
    await terminal.printPieces(jsonPieces({ schemaVersion: 1, images: entries, errors }));
  } else {
    for (const [index, image] of head.images.entries()) {
      terminal.print(describe(image, entries[index]?.digest ?? null));
    }
    for (const error of errors) ports.log.warn(error.message);
  }
  return errors.length > 0 ? 3 : 0;
}

/** What keeps the list from being whole: what did not render or could not be read, and digests that nobody gave. */
const INCOMPLETE: ReadonlySet<string> = new Set(['render/failed', 'manifest/invalid', 'image/unresolvable']);

export function problemsOf({
  findings,
}: Pick<Survey, 'findings'>): readonly { rule: string; message: string; location: object }[] {
  return (
    findings
      // A manifest of a kind that only a later Kubernetes may have was read, and is listed whole.
      .filter(
        ({ rule, enforcement, manifest }) => INCOMPLETE.has(rule) && (enforcement === 'block' || manifest === null),
      )
      .map(({ rule, message, location }) => ({ rule, message, location }))
  );
}

function describe(image: Image, digest: string | null): string {
  const name = image.reference === null ? `not an image reference: ${image.problem}` : repositoryOf(image.reference);
  const uses = image.uses.map(({ manifest, place: { location } }) => {
    const about = location.exact ? '' : ' (about)';
    return `    ${location.file}:${location.startLine}${about}  ${manifest.ref.kind} ${manifest.ref.name}`;
  });
  const shown = digest !== null && image.reference?.digest == null ? `  ${digest}` : '';
  return `${image.written}  (${name})${shown}\n${uses.join('\n')}\n`;
}
