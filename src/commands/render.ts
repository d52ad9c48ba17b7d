import { stringify } from 'yaml';
import { prepare } from '../gate/context.ts';
import type { Survey } from '../gate/results.ts';
import { survey } from '../gate.ts';
import { loadPolicy } from '../policy/index.ts';
import { jsonPieces, LazyList } from '../report/index.ts';
import { problemsOf } from './images.ts';
import type { Terminal } from './terminal.ts';
import { openWorkspace, requestFor, type SourceOptions } from './workspace.ts';

export interface RenderOptions extends SourceOptions {
  readonly format: 'yaml' | 'json';
}

/** `render`: what would be deployed, each manifest with its origin. 3 where a source did not render. */
export async function renderCommand(
  paths: readonly string[],
  options: RenderOptions,
  terminal: Terminal,
): Promise<number> {
  const { ports } = terminal;
  const workspace = openWorkspace(terminal.directory);
  const request = await requestFor(workspace, paths, options, ports);
  const context = prepare(request, await loadPolicy(request.policyTree, request.policyFile), ports);
  const head = await survey(request.head, context);
  await terminal.printPieces(options.format === 'json' ? jsonOf(head) : yamlOf(head));
  const errors = problemsOf(head);
  for (const error of errors) ports.log.warn(error.message);
  return errors.length > 0 ? 3 : 0;
}

function jsonOf({ manifests }: Pick<Survey, 'manifests'>): Iterable<string> {
  const entries = new LazyList(function* () {
    for (const { ref, object, place } of manifests) yield { manifest: ref, origin: place([]).location, object };
  });
  return jsonPieces({ manifests: entries });
}

function* yamlOf({ manifests }: Pick<Survey, 'manifests'>): Iterable<string> {
  for (const { ref, object, place } of manifests) {
    yield `---\n# Source: ${ref.file}:${place([]).location.startLine}\n${stringify(object, { lineWidth: 0 })}`;
  }
}
