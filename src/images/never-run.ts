interface NeverRun {
  readonly apiVersion: string;
  readonly kind: string;
  /** Only what is below a key of this name; the whole object where there is none. */
  readonly below: readonly string[];
}

/** Where the shape of a pod spec is a schema, a pattern or a text, and no pod will ever be made of it. */
export const NEVER_RUN: readonly NeverRun[] = [
  { apiVersion: 'v1', kind: 'ConfigMap', below: [] },
  { apiVersion: 'v1', kind: 'Secret', below: [] },
  { apiVersion: 'apiextensions.k8s.io/*', kind: 'CustomResourceDefinition', below: [] },
  { apiVersion: 'apiextensions.crossplane.io/*', kind: 'CompositeResourceDefinition', below: [] },
  { apiVersion: 'templates.gatekeeper.sh/*', kind: '*', below: [] },
  // What a policy compares pods with; its generate and mutate rules do make pods.
  { apiVersion: 'kyverno.io/*', kind: '*', below: ['validate'] },
];

/** Of every object: what the API server and controllers write, and people do not. */
export const NOT_DESIRED_STATE: ReadonlySet<string> = new Set(['metadata', 'status']);
