import type { HelmOptions, Location, Manifest, Path, Source, Toolbox, Tree } from '../../src/domain/index.ts';
import { get, isArray } from '../../src/domain/index.ts';
import { createClock } from '../../src/io/clock.ts';
import { createExec } from '../../src/io/exec.ts';
import { createFiles } from '../../src/io/files.ts';
import { DEFAULT_POLICY } from '../../src/policy/index.ts';
import { type RenderResult, render } from '../../src/render/index.ts';
import { createPorts } from './ports.ts';
import { requireTool } from './tools.ts';

/** The real tools, wherever the tests have them from. */
export const toolbox: Toolbox = {
  locate: async (name) => ({ name, path: await requireTool(name), version: '0.0.0', sha256: '' }),
};

const HELM: HelmOptions = {
  releaseName: 'release-name',
  namespace: 'default',
  valuesFiles: [],
  set: {},
  kubeVersion: null,
  apiVersions: [],
};

export function helmSource(root: string, helm: Partial<HelmOptions> = {}): Source {
  return { kind: 'helm', root, helm: { ...HELM, ...helm } };
}

export function kustomizeSource(root: string): Source {
  return { kind: 'kustomize', root };
}

/** Counts what is run, for tests of cost. */
export const renders = { count: 0 };

export function renderWith(
  tree: Tree,
  sources: readonly Source[],
  { limitMs, ...options }: { readonly origins?: boolean; readonly toolbox?: Toolbox; readonly limitMs?: number } = {},
): Promise<RenderResult> {
  const exec = createExec();
  const counted = {
    run: (command: Parameters<typeof exec.run>[0]) => {
      renders.count += 1;
      const timeoutMs = Math.min(command.timeoutMs, limitMs ?? command.timeoutMs);
      return exec.run({ ...command, timeoutMs });
    },
  };
  const ports = createPorts({ clock: createClock(), exec: counted, files: createFiles() });
  return render(sources, tree, { policy: DEFAULT_POLICY, toolbox, ports, ...options });
}

/** `a.yaml:3:5-9`, with `~` where it is approximate. */
export function at({ file, startLine, startColumn, endColumn, exact }: Location): string {
  return `${file}:${startLine}:${startColumn}-${endColumn}${exact ? '' : '~'}`;
}

/** What the file says at a location. */
export async function textAt(tree: Tree, location: Location): Promise<string> {
  const lines = Buffer.from(await tree.read(location.file))
    .toString('utf8')
    .split('\n');
  return (lines[location.startLine - 1] ?? '').slice(location.startColumn - 1, location.endColumn - 1);
}

export interface FoundImage {
  readonly manifest: Manifest;
  readonly path: Path;
  readonly image: string;
}

/** The images of pods and workloads, by a reading of its own: the gate's reader is tested elsewhere. */
export function imagesOf(manifests: readonly Manifest[]): FoundImage[] {
  return manifests.flatMap((manifest) => {
    const spec: Path = manifest.ref.kind === 'Pod' ? ['spec'] : ['spec', 'template', 'spec'];
    return ['initContainers', 'containers'].flatMap((list) => {
      const containers = get(manifest.object, ...spec, list);
      return (isArray(containers) ? containers : []).flatMap((container, index) => {
        const image = get(container, 'image');
        return typeof image === 'string' ? [{ manifest, path: [...spec, list, index, 'image'], image }] : [];
      });
    });
  });
}
