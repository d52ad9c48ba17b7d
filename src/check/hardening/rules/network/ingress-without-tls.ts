import type { Ingress } from '../../objects/core.ts';
import { quote } from '../../pod.ts';
import { NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'network/ingress-without-tls',
    topic: 'network',
    level: null,
    severity: 'medium',
    title: 'Ingress without TLS',
    means:
      'Every host of an Ingress must be listed under spec.tls; *.example.com there covers one more label. An Ingress without hosts must have an entry of tls.',
    why: 'What is served without TLS, sessions and passwords included, can be read and changed on its way.',
    repair: 'Add the host to spec.tls with a secretName, from cert-manager for example.',
    docs: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls',
    cis: [],
    nsa: [NSA.networkPolicies],
  },
  messages: { plain: 'spec.tls does not cover {hosts}' },
  check: ({ ingresses }) =>
    ingresses.flatMap(({ manifest, value }): readonly ObjectProblem[] => {
      const hosts = uncovered(value);
      return hosts.length === 0 ? [] : [{ manifest, message: 'plain', data: { hosts }, paths: [['spec', 'tls']] }];
    }),
};

/** An entry of tls without hosts is for whatever the controller takes it for: all of them. */
function uncovered({ spec }: Ingress): readonly string[] {
  const tls = spec?.tls ?? [];
  if (tls.some(({ hosts }) => hosts.length === 0)) return [];
  const named = tls.flatMap(({ hosts }) => hosts);
  const hosts = [...new Set((spec?.rules ?? []).map(({ host }) => host ?? ''))];
  if (hosts.length === 0 && tls.length === 0) return ['the default backend'];
  return hosts
    .filter((host) => !isCovered(host, named))
    .map((host) => (host === '' ? 'every host' : `host ${quote(host)}`));
}

function isCovered(host: string, named: readonly string[]): boolean {
  const parent = host.slice(host.indexOf('.') + 1);
  return host !== '' && (named.includes(host) || (host.includes('.') && named.includes(`*.${parent}`)));
}
