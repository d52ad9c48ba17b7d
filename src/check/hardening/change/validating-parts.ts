import { get, type Json, type Manifest } from '../../../domain/index.ts';
import { itemsOf, textOf } from '../loose-values.ts';
import { quote } from '../pod.ts';
import { without } from './canonical.ts';
import { failurePolicy, type Part, present, textOfAll } from './part.ts';

/** admissionregistration.k8s.io: ValidatingAdmissionPolicy, its bindings, and webhooks. */

export function validatingPolicy({ object }: Manifest): readonly Part[] {
  const spec = get(object, 'spec');
  return [
    present('the policy', ['spec'], {
      scope: textOfAll(get(spec, 'matchConstraints'), get(spec, 'matchConditions')),
      demands: textOfAll(get(spec, 'paramKind')),
    }),
    failurePolicy(get(spec, 'failurePolicy'), ['spec', 'failurePolicy']),
    ...validationParts(object),
  ];
}

export function policyBinding({ object }: Manifest): readonly Part[] {
  const spec = get(object, 'spec');
  const actions = itemsOf(get(spec, 'validationActions')).map(String);
  const parameter = get(spec, 'paramRef', 'parameterNotFoundAction');
  return [
    {
      name: 'validationActions',
      enforces: actions.includes('Deny'),
      action: actions.join(', '),
      path: ['spec', 'validationActions'],
      scope: textOfAll(
        get(spec, 'policyName'),
        get(spec, 'matchResources'),
        without(get(spec, 'paramRef'), 'parameterNotFoundAction'),
      ),
      demands: null,
    },
    {
      ...present('parameterNotFoundAction', ['spec', 'paramRef', 'parameterNotFoundAction']),
      enforces: parameter !== 'Allow',
      action: textOf(parameter),
    },
  ];
}

/** Validating and mutating ones: either can reject, and what a mutating one adds is missing without it. */
export function webhooks({ object }: Manifest): readonly Part[] {
  return itemsOf(get(object, 'webhooks')).flatMap((webhook, index): readonly Part[] => {
    const name = `webhook ${quote(textOf(get(webhook, 'name')))}`;
    // Equivalent is the default: Exact does not see an object in another version of its API.
    const match = get(webhook, 'matchPolicy') ?? 'Equivalent';
    return [
      present(name, ['webhooks', index], {
        scope: textOfAll(
          ...['rules', 'namespaceSelector', 'objectSelector', 'matchConditions'].map((field) => get(webhook, field)),
          match,
        ),
        // Its certificate is filled in by whoever issues it.
        demands: textOfAll(without(get(webhook, 'clientConfig'), 'caBundle')),
      }),
      failurePolicy(get(webhook, 'failurePolicy'), ['webhooks', index, 'failurePolicy'], `failurePolicy of ${name}`),
    ];
  });
}

/** The expressions of a policy, and the variables that they read. */
export function validationParts(object: Json): readonly Part[] {
  const validations = itemsOf(get(object, 'spec', 'validations')).map((validation) =>
    present(`validation ${quoteInFull(get(validation, 'expression'))}`, ['spec', 'validations']),
  );
  const variables = itemsOf(get(object, 'spec', 'variables')).map((variable) =>
    present(`variable ${quote(textOf(get(variable, 'name')))}`, ['spec', 'variables'], {
      demands: textOfAll(get(variable, 'expression')),
    }),
  );
  return [...validations, ...variables];
}

/** The name is what tells one expression from another, so it holds all of it. */
function quoteInFull(expression: Json | undefined): string {
  return JSON.stringify(textOf(expression));
}
