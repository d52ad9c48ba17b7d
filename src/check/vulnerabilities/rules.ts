import type { RuleDescription } from '../../domain/index.ts';

export const RULES: readonly RuleDescription[] = [
  {
    id: 'vulnerability/*',
    topic: 'supply-chain',
    level: null,
    severity: 'high',
    title: 'Known vulnerability in an image',
    means:
      'Trivy found a package in the image that an advisory applies to. It blocks at or above vulnerabilities.severity, and warns below; advisories without a fixed version are left out unless ignoreUnfixed is false.',
    why: 'Known vulnerabilities are what attackers try first: the advisory tells them where, and tools tell them how.',
    repair: 'Rebuild the image with the fixed version and deploy the new digest.',
    docs: 'https://trivy.dev/docs/latest/guide/scanner/vulnerability/',
    cis: [],
    nsa: ['Kubernetes Pod security: building secure container images'],
  },
  {
    id: 'vulnerability/unscannable',
    topic: 'supply-chain',
    level: null,
    severity: 'high',
    title: 'Image that could not be judged for vulnerabilities',
    means:
      'The scan gave no answer: the image hides what is in it, Trivy was stopped, or the vulnerability database is missing, incomplete or too old. It is unknown, and never clean.',
    why: 'An image without its package database scans without a finding, whatever is in it.',
    repair:
      'Do what the message says: keep the package database in the image, make the registry or a database mirror reachable, or name the digest in an exception.',
    docs: 'https://trivy.dev/docs/latest/guide/coverage/os/',
    cis: [],
    nsa: ['Kubernetes Pod security: building secure container images'],
  },
];
