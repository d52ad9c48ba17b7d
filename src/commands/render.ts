import { stringify } from 'yaml';
import { prepare } from '../gate/context.ts';
import { survey } from '../gate.ts';
import { loadPolicy } from '../policy/index.ts';
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
  const manifests = head.manifests.map(({ ref, object, place }) => ({
    manifest: ref,
    origin: place([]).location,
    object,
  }));
  if (options.format === 'json') terminal.print(`${JSON.stringify({ manifests }, null, 2)}\n`);
  else {
    for (const { manifest, origin, object } of manifests) {
      terminal.print(`---\n# Source: ${manifest.file}:${origin.startLine}\n${stringify(object, { lineWidth: 0 })}`);
    }
  }
  const errors = problemsOf(head);
  for (const error of errors) ports.log.warn(error.message);
  return errors.length > 0 ? 3 : 0;
}
