import type { RuleDescription } from '../domain/index.ts';

/** The rules that rendering raises. */
export const RULES: readonly RuleDescription[] = [
  {
    id: 'render/failed',
    topic: 'supply-chain',
    level: null,
    severity: 'high',
    title: 'Source does not render',
    means:
      'A Helm chart or a kustomization could not be turned into manifests: a template error, a missing values file or base, a reference that leaves the repository, or a limit of time or size.',
    why: 'What does not render is not checked, and a gate that passed it would pass whatever it turns into later.',
    repair: 'Make `helm template` or `kustomize build` succeed with what the repository holds: vendor what it needs.',
    docs: 'https://helm.sh/docs/chart_template_guide/debugging/',
    cis: [],
    nsa: [],
  },
  {
    id: 'render/environment-dependent',
    topic: 'supply-chain',
    level: null,
    severity: 'medium',
    title: 'Chart renders to something else elsewhere',
    means:
      'A Helm chart asks for what only a cluster knows (`lookup`, a version of Kubernetes, API versions that its templates compute), or draws random values. An upgrade, and each API version that the templates spell, are rendered and checked too, four renders in all; this says what they could not show.',
    why: 'What the cluster gets may differ from what was checked, and nothing else would say so.',
    repair:
      'Set `helm.kubeVersion` and `helm.apiVersions` of the source in the policy, and take the rest from the values.',
    docs: 'https://helm.sh/docs/chart_template_guide/builtin_objects/',
    cis: [],
    nsa: [],
  },
  {
    id: 'manifest/unread',
    topic: 'supply-chain',
    level: null,
    severity: 'low',
    title: 'Manifest that no source reads',
    means:
      'A file with apiVersion and kind lies below a Helm chart or a kustomization, and is no template, no resource and nothing else that it reads.',
    why: 'The gate checks what charts and kustomizations render; a file beside them is checked by nothing, and deployed by whoever applies the directory.',
    repair:
      'Add the file to the chart or kustomization, move it elsewhere, or list its path under `ignorePaths` in the policy.',
    docs: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/resource/',
    cis: [],
    nsa: [],
  },
  {
    id: 'manifest/misspelt',
    topic: 'supply-chain',
    level: null,
    severity: 'medium',
    title: 'Field that the API spells in another case',
    means:
      'A field of a manifest differs from one of the fields that rules read by its case alone, such as SecurityContext for securityContext.',
    why: 'The API reads names exactly: kubectl refuses the object, and where nobody validates, the field is dropped and the setting is not there.',
    repair: 'Spell the field as the API does.',
    docs: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
    cis: [],
    nsa: [],
  },
  {
    id: 'manifest/invalid',
    topic: 'supply-chain',
    level: null,
    severity: 'high',
    title: 'Document is no Kubernetes object',
    means:
      'A manifest, or a document that a chart or kustomization renders to, is not YAML or JSON, is no object with apiVersion and kind, names a kind or version that a group of Kubernetes itself never had, or does not fit the type that it names.',
    why: 'The cluster refuses such a document, and what cannot be read cannot be checked.',
    repair: 'Correct the document; if it is no manifest, list its path under `ignorePaths` in the policy.',
    docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/',
    cis: [],
    nsa: [],
  },
];
