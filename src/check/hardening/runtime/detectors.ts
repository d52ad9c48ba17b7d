import { get, isObject, type Manifest, type Path } from '../../../domain/index.ts';
import { isKind } from '../inventory.ts';
import { itemsOf, textOf } from '../loose-values.ts';
import { templatePath } from '../workload.ts';

const DETECTOR = /(^|\/)(falco|falco-no-driver|tetragon|tracee)(-debian|-distroless)?(:|@|$)/;
const PROGRAM = /falco|tetragon|tracee/;

/** The container of Falco, Tetragon or Tracee in a DaemonSet. */
export interface Detector {
  /** `falco`, `tetragon`, `tracee`. */
  readonly name: string;
  readonly args: readonly string[];
  readonly argsPath: Path;
  /** Of the pod's node selector, those that some nodes may lack. */
  readonly nodeLabels: readonly string[];
  readonly nodeSelectorPath: Path;
  /** False where the container is told to run another program. */
  readonly runs: boolean;
  readonly commandPath: Path;
}

/** The first container of a DaemonSet that has one of their images; null where there is none. */
export function detectorIn(manifest: Manifest): Detector | null {
  const template = templatePath(manifest.ref.apiVersion, manifest.ref.kind);
  if (!isKind(manifest, 'apps', 'DaemonSet') || template === null) return null;
  const containers = [...template, 'spec', 'containers'];
  for (const [index, container] of itemsOf(get(manifest.object, ...containers)).entries()) {
    const name = DETECTOR.exec(textOf(get(container, 'image')))?.[2];
    if (name === undefined) continue;
    const command = itemsOf(get(container, 'command')).map(textOf);
    const args = itemsOf(get(container, 'args')).map(textOf);
    const nodeSelectorPath = [...template, 'spec', 'nodeSelector'];
    return {
      name: PROGRAM.exec(name)?.[0] ?? name,
      args,
      argsPath: [...containers, index, 'args'],
      nodeLabels: labelsThatLimit(get(manifest.object, ...nodeSelectorPath)),
      nodeSelectorPath,
      runs: command.length === 0 || [...command, ...args].some((word) => PROGRAM.test(word)),
      commandPath: [...containers, index, 'command'],
    };
  }
  return null;
}

/** Every node has these, with a value that is the same for most: they do not take a detector off the others. */
const ON_EVERY_NODE = /^(beta\.)?kubernetes\.io\/(os|arch)$/;

function labelsThatLimit(selector: ReturnType<typeof get>): readonly string[] {
  if (!isObject(selector)) return [];
  return Object.entries(selector)
    .filter(([key]) => !ON_EVERY_NODE.test(key))
    .map(([key, value]) => `${key}=${textOf(value)}`);
}
