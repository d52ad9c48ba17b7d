import { isOwnerKey, namesOwner } from '../../evidence/objects.ts';
import { isCodeOwners } from '../../evidence/runbooks.ts';
import { subjectOf } from '../../namespaces.ts';
import { quote } from '../../pod.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'incident/owner',
    topic: 'incident',
    level: null,
    severity: 'low',
    optIn: true,
    title: 'Workloads of nobody',
    means:
      'Each namespace with workloads must name who owns them: a label or an annotation owner, owners, team, owned-by, maintainer or contact (with any prefix) on the Namespace, in assume.namespaces or on every workload of it, or a file CODEOWNERS in the repository. Where requiredLabels asks for such a label, admission/required-labels says what lacks it. Owners may well be named elsewhere, so nobody is told who does not ask.',
    why: 'In an incident the first question is whose it is: who may stop it, and who knows what it may reach.',
    repair: 'Label the Namespace with its team, or each workload. Where owners are named elsewhere, turn the rule off.',
    docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/',
    cis: [],
    nsa: [],
  },
  messages: {
    missing: 'namespace {namespace} runs workloads, and nothing says whose they are',
  },
  check: ({ pods, namespaces, namespaceLabels, requiredLabels, repository }) => {
    if (requiredLabels.some(isOwnerKey) || [...repository.files].some(isCodeOwners)) return [];
    const ofNobody = pods.map(({ manifest }) => manifest).filter((manifest) => !namesOwner(manifest));
    return [...Map.groupBy(ofNobody, ({ namespace }) => namespace)].flatMap(
      ([name, [first]]): readonly ObjectProblem[] => {
        const declared = namespaces.find(({ manifest }) => manifest.ref.name === name)?.manifest;
        const labels = Object.entries(namespaceLabels.get(name) ?? {});
        const isOwned = labels.some(([key, value]) => isOwnerKey(key) && value !== '');
        const manifest = declared ?? first;
        if (manifest === undefined || isOwned || (declared !== undefined && namesOwner(declared))) return [];
        const data = { namespace: quote(name) };
        const paths = [['metadata', 'labels']] as const;
        return [{ manifest, subject: subjectOf(name), message: 'missing', data, paths }];
      },
    );
  },
};
