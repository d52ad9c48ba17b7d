import { get, type Manifest } from '../../../../domain/index.ts';
import { groupOf, isKind } from '../../inventory.ts';
import { itemsOf } from '../../loose-values.ts';
import { quote } from '../../pod.ts';
import { NSA } from '../../references.ts';
import type { ObjectRule, Problem } from '../../rule.ts';
import { detectorIn } from '../../runtime/detectors.ts';
import { falcoFilesIn } from '../../runtime/falco-files.ts';

/**
 * Falco's rules files and falco.yaml (falco.org/docs/concepts/rules, /docs/reference/daemon/config-options), the arguments
 * of its DaemonSet, and Tetragon's TracingPolicy. Whether they detect enough, no file shows.
 */
export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'runtime/detector-off',
    topic: 'runtime',
    level: null,
    severity: 'medium',
    title: 'Detector that is there and does not detect',
    means:
      'Falco, Tetragon and Tracee must run what they come with on every node: no rule of Falco that is left with enabled: false, that rules: of falco.yaml or -D and -T disable; no lowest priority above notice; no nodeSelector beside operating system and architecture; no other program in the container; no TracingPolicy without a hook; no enabled: false in the values of a HelmRelease.',
    why: 'A shell in a container, an escalated privilege or an unexpected connection goes unseen, while everybody counts on the detector.',
    repair: 'Switch it on again; give a rule that is too loud an exception instead.',
    docs: 'https://kubernetes.io/docs/concepts/security/security-checklist/',
    cis: [],
    nsa: [NSA.logging],
  },
  messages: {
    rule: 'the rules of Falco leave {names} switched off',
    disabled: 'falco.yaml disables {names}',
    priority: 'falco.yaml loads no rule below the priority {priority}, and a shell in a container is a notice',
    argument: '{argument} of Falco switches rules off',
    nodes: '{detector} runs only on nodes with the label {labels}',
    command: 'the container of {detector} runs another program',
    hooks: 'the policy has no hook, so nothing is traced',
    values: 'the values switch {detector} off',
  },
  check: (manifest) => [...inFiles(manifest), ...inDaemonSet(manifest), ...inPolicy(manifest), ...inValues(manifest)],
};

/** Falco loads rules from the first priority down to the lowest that is named; most that matter are notices or worse. */
const TOO_HIGH = new Set(['emergency', 'alert', 'critical', 'error', 'warning']);

function inFiles(manifest: Manifest): readonly Problem[] {
  const { off, disabled, priority } = falcoFilesIn(manifest);
  const problems: Problem[] = [];
  for (const [message, named] of [
    ['rule', off],
    ['disabled', disabled],
  ] as const) {
    const [first, ...rest] = named.map(({ path }) => path);
    if (first === undefined) continue;
    problems.push({ message, data: { names: named.map(({ name }) => quote(name)) }, paths: [first, ...rest] });
  }
  if (priority !== null && TOO_HIGH.has(priority.name)) {
    problems.push({ message: 'priority', data: { priority: priority.name }, paths: [priority.path] });
  }
  return problems;
}

/** `-D substring` and `-T tag`, and `-o rules[].disable.rule=...` of newer versions. */
const SWITCH_OFF = /^(-D|-T)$|^(-D|-T)\S|rules\[\]\.disable\./;

function inDaemonSet(manifest: Manifest): readonly Problem[] {
  const detector = detectorIn(manifest);
  if (detector === null) return [];
  const { name, args, argsPath, nodeLabels, nodeSelectorPath, runs, commandPath } = detector;
  const problems: Problem[] = [];
  for (const [index, argument] of args.entries()) {
    if (name !== 'falco' || !SWITCH_OFF.test(argument)) continue;
    problems.push({ message: 'argument', data: { argument: quote(argument) }, paths: [[...argsPath, index]] });
  }
  if (nodeLabels.length > 0) {
    problems.push({
      message: 'nodes',
      data: { detector: name, labels: nodeLabels.map(quote) },
      paths: [nodeSelectorPath],
    });
  }
  if (!runs) problems.push({ message: 'command', data: { detector: name }, paths: [commandPath] });
  return problems;
}

const HOOKS = ['kprobes', 'tracepoints', 'uprobes', 'lsmhooks', 'usdts', 'loader'];

function inPolicy(manifest: Manifest): readonly Problem[] {
  const isPolicy = /^TracingPolicy(Namespaced)?$/.test(manifest.ref.kind) && groupOf(manifest) === 'cilium.io';
  if (!isPolicy) return [];
  const hooks = HOOKS.map((field) => get(manifest.object, 'spec', field));
  const hasHook = hooks.some((hook) => hook === true || itemsOf(hook).length > 0);
  return hasHook ? [] : [{ message: 'hooks', data: {}, paths: [['spec']] }];
}

function inValues(manifest: Manifest): readonly Problem[] {
  if (!isKind(manifest, 'helm.toolkit.fluxcd.io', 'HelmRelease')) return [];
  return ['falco', 'tetragon', 'tracee'].flatMap((detector): readonly Problem[] => {
    const path = ['spec', 'values', detector, 'enabled'];
    return get(manifest.object, ...path) === false ? [{ message: 'values', data: { detector }, paths: [path] }] : [];
  });
}
