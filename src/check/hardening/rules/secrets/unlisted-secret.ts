import { get, type Json, type Path } from '../../../../domain/index.ts';
import { itemsOf, textOf } from '../../loose-values.ts';
import { type PodView, quote } from '../../pod.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { PodRule, Problem } from '../../rule.ts';
import { enforcesSecretList, serviceAccountName } from '../../service-account.ts';

/**
 * As limitSecretReferences of k8s.io/kubernetes, plugin/pkg/admission/serviceaccount/admission.go, does: volumes, `env`
 * and `envFrom` of every container, and pull secrets. It does not look into projected volumes, which is a way around.
 */
export const rule: PodRule = {
  scope: 'pod',
  description: {
    id: 'secrets/unlisted-secret',
    topic: 'secrets',
    level: null,
    severity: 'high',
    title: 'Secret that the service account does not list',
    means:
      'Where the service account of a workload has the annotation kubernetes.io/enforce-mountable-secrets: "true", its pods may use only Secrets that the account lists in secrets, and pull secrets that it lists in imagePullSecrets; projected volumes, which the API server does not look into, count too.',
    why: 'The API server refuses such pods, so the deployment stops; a projected volume gets around what the account is to limit.',
    repair: 'List the Secret in the service account, or do not use it in the workload.',
    docs: KUBERNETES.secrets,
    cis: ['5.4.1'],
    nsa: [NSA.secrets],
  },
  messages: {
    refused: 'service account {account} does not list Secret {secret}, so the API server refuses the pods',
    around: 'service account {account} does not list Secret {secret}, which a projected volume gets all the same',
  },
  check: (pod, { serviceAccounts }) => {
    const name = serviceAccountName(pod);
    const account = serviceAccounts.find(
      ({ manifest }) => manifest.ref.name === name && manifest.namespace === pod.manifest.namespace,
    );
    if (account === undefined || !enforcesSecretList(account.manifest)) return [];
    const listed = (field: string): ReadonlySet<string> =>
      new Set(itemsOf(get(account.manifest.object, field)).map((each) => textOf(get(each, 'name'))));
    const secrets = listed('secrets');
    const pullSecrets = listed('imagePullSecrets');
    return referencesOf(pod).flatMap(({ secret, path, way }): readonly Problem[] => {
      if (secret === '' || (way === 'pull' ? pullSecrets : secrets).has(secret)) return [];
      const data = { account: quote(name), secret: quote(secret) };
      return [{ message: way === 'projected' ? 'around' : 'refused', data, paths: [path] }];
    });
  },
};

interface Reference {
  readonly secret: string;
  readonly path: Path;
  readonly way: 'used' | 'projected' | 'pull';
}

function referencesOf(pod: PodView): readonly Reference[] {
  const references: Reference[] = [];
  const add = (holder: Json, at: Path, route: readonly string[], way: Reference['way'] = 'used'): void => {
    const secret = textOf(get(holder, ...route));
    if (secret !== '') references.push({ secret, path: [...at, ...route], way });
  };
  const listAt = (path: Path): readonly Json[] => itemsOf(get(pod.manifest.object, ...path));
  const volumes = pod.at('volumes');
  for (const [index, volume] of listAt(volumes).entries()) {
    add(volume, [...volumes, index], ['secret', 'secretName']);
    const sources = [...volumes, index, 'projected', 'sources'];
    for (const [at, source] of listAt(sources).entries())
      add(source, [...sources, at], ['secret', 'name'], 'projected');
  }
  for (const container of pod.containers) {
    const [env, envFrom] = [container.at('env'), container.at('envFrom')];
    for (const [at, each] of listAt(env).entries()) add(each, [...env, at], ['valueFrom', 'secretKeyRef', 'name']);
    for (const [at, each] of listAt(envFrom).entries()) add(each, [...envFrom, at], ['secretRef', 'name']);
  }
  const pulls = pod.at('imagePullSecrets');
  for (const [at, each] of listAt(pulls).entries()) add(each, [...pulls, at], ['name'], 'pull');
  return references;
}
