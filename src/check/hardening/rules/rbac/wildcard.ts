import type { Path } from '../../../../domain/index.ts';
import type { PolicyRule } from '../../objects/rbac.ts';
import { effectiveRules, isAggregated } from '../../rbac/effective-rules.ts';
import { SELECTORS } from '../../rbac/grants.ts';
import { KUBERNETES, NSA } from '../../references.ts';
import type { InventoryRule, ObjectProblem } from '../../rule.ts';

const FIELDS = ['verbs', 'resources', 'apiGroups', 'nonResourceURLs'] as const;

/** The exact text `*`: `get*` and `pods/*` match nothing, so they grant nothing. Of URLs `/*` is every one too. */
export const rule: InventoryRule = {
  scope: 'inventory',
  description: {
    id: 'rbac/wildcard',
    topic: 'identity',
    level: null,
    severity: 'high',
    title: 'Wildcard in a role',
    means:
      'No rule of a Role or ClusterRole may hold * as a verb, resource, API group or URL (/* is every URL too); what a ClusterRole aggregates counts as its rules.',
    why: 'A wildcard grants what exists today and whatever is added tomorrow: Secrets, exec, escalation and every custom resource.',
    repair: 'List the verbs, resources and groups that are used.',
    docs: KUBERNETES.rbacGoodPractices,
    cis: ['5.1.3'],
    nsa: [NSA.rbac],
  },
  messages: { wildcard: '{where}' },
  check: (inventory) =>
    inventory.roles.flatMap((role): readonly ObjectProblem[] => {
      const { manifest } = role;
      const found = effectiveRules(role, inventory).map(wildcards);
      const fields = found.flatMap((each, index) =>
        each.fields.map(({ field, item }): Path => ['rules', index, field, item]),
      );
      // What is aggregated is written elsewhere: the selectors that bring it in stand for it.
      const [first, ...rest] = isAggregated(role) ? fields.slice(0, 1).map(() => SELECTORS) : fields;
      if (first === undefined) return [];
      const where = found.flatMap(({ fields, says }) => (fields.length > 0 ? [says] : []));
      return [{ manifest, message: 'wildcard', data: { where: [...new Set(where)] }, paths: [first, ...rest] }];
    }),
};

interface Wildcards {
  readonly fields: readonly { readonly field: (typeof FIELDS)[number]; readonly item: number }[];
  /** `a rule grants * (verbs, resources)`. */
  readonly says: string;
}

function wildcards(policyRule: PolicyRule): Wildcards {
  const fields = FIELDS.flatMap((field) => {
    const item = policyRule[field].findIndex(
      (value) => value === '*' || (field === 'nonResourceURLs' && value === '/*'),
    );
    return item === -1 ? [] : [{ field, item }];
  });
  const what = [...policyRule.resources, ...policyRule.nonResourceURLs].slice(0, 4).join(', ');
  const names = fields.map(({ field }) => field).join(', ');
  return { fields, says: `a rule for ${what === '' ? 'nothing' : what} has * in ${names}` };
}
