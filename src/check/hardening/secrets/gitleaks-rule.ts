import type { RuleDescription } from '../../../domain/index.ts';
import { NSA } from '../references.ts';

/** What gitleaks says of the texts of manifests and of Helm values; `hardening.rules` governs it as it does the others. */
export const GITLEAKS: RuleDescription = {
  id: 'secrets/gitleaks',
  topic: 'secrets',
  level: null,
  severity: 'high',
  title: 'Credential by the rules of gitleaks',
  means:
    'Where the program gitleaks is there (on PATH on the command line, or named in tools.gitleaks), no text of a manifest outside of Secrets, and none of the values files of a Helm chart, may hold what its built-in rules take for a credential. A program that crashes or does not find what was put there for it is unknown. Without the program secrets/known-token alone decides, and the summary says so; with "secrets/gitleaks": error in hardening.rules it is unknown then.',
  why: 'Everybody who can read the repository, or the object in the cluster, can use it, and Git keeps it when the file is mended.',
  repair:
    'Revoke the credential, make a new one, and hand it to the pod from a Secret that an external manager or SOPS holds.',
  docs: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  cis: ['5.4.1', '5.4.2'],
  nsa: [NSA.secrets],
};
