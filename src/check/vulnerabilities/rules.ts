import type { RuleDescription } from '../../domain/index.ts';

export const RULES: readonly RuleDescription[] = [
  {
    id: 'vulnerability/*',
    topic: 'supply-chain',
    level: null,
    severity: 'high',
    title: 'Known vulnerability in an image',
    means:
      'Trivy found a package in the image that an advisory applies to. It blocks at or above vulnerabilities.severity, and warns below; advisories without a fixed version are left out unless ignoreUnfixed is false. What vulnerabilities.kev lists blocks at any severity, with or without a fixed version; what is younger than vulnerabilities.grace only warns. Before all that, and whatever kev lists, packages and files that ignorePackages and ignoreFiles name are left out, and what a document of vulnerabilities.vex says does not affect the image is excepted. With a base to compare with (gate.scope new), an advisory of a package that the image had which ran in the same container before is known, whatever digest either has and whatever kev lists: it is listed and counted, and does not block.',
    why: 'Known vulnerabilities are what attackers try first: the advisory tells them where, and tools tell them how.',
    repair: 'Rebuild the image with the fixed version and deploy the new digest.',
    docs: 'https://trivy.dev/docs/latest/guide/scanner/vulnerability/',
    cis: [],
    nsa: ['Building secure container images'],
  },
  {
    id: 'vulnerability/end-of-life',
    topic: 'supply-chain',
    level: null,
    severity: 'high',
    title: 'Image on an operating system past its end of life',
    means:
      "Trivy's list of releases says that the vendor no longer looks after the operating system of the image. Whether that warns or blocks is vulnerabilities.endOfLife, off by default.",
    why: 'No advisories are published for a release that is past its end of life: a scan of it finds less every month, while the holes stay.',
    repair: 'Build the image on a release that is looked after.',
    docs: 'https://trivy.dev/docs/latest/guide/coverage/os/',
    cis: [],
    nsa: ['Building secure container images'],
  },
  {
    id: 'image/secret',
    topic: 'secrets',
    level: null,
    severity: 'critical',
    title: 'Secret in an image',
    means:
      "Trivy's rules for secrets recognise a token, a password or a private key in a file of the image, or in its variables or history. Whether that warns or blocks is vulnerabilities.secrets, off by default. What the secret says is never shown.",
    why: 'Whoever can pull an image can read all of its layers, those too whose files a later layer deletes.',
    repair: 'Replace the secret, and build the image without it: mount it when the container runs.',
    docs: 'https://trivy.dev/docs/latest/guide/scanner/secret/',
    cis: [],
    nsa: ['Building secure container images'],
  },
  {
    id: 'image/misconfiguration',
    topic: 'supply-chain',
    level: null,
    severity: 'medium',
    title: 'Configuration in an image that Trivy advises against',
    means:
      "Trivy's checks find fault with a configuration that lies in the image, or with how the image was built. Whether that warns or blocks is vulnerabilities.misconfiguration, off by default; below vulnerabilities.severity it warns.",
    why: 'What an image brings along is run or applied as it is.',
    repair: 'Do what the message says, and build the image again.',
    docs: 'https://trivy.dev/docs/latest/guide/scanner/misconfiguration/',
    cis: [],
    nsa: ['Building secure container images'],
  },
  {
    id: 'vulnerability/unscannable',
    topic: 'supply-chain',
    level: null,
    severity: 'high',
    title: 'Image that could not be judged for vulnerabilities',
    means:
      'The scan gave no answer: the image hides what is in it, the signed bill of materials that is scanned in its place lists nothing, Trivy was stopped, or the vulnerability database is missing, incomplete or too old. It is unknown, and never clean.',
    why: 'An image without its package database scans without a finding, whatever is in it.',
    repair:
      'Do what the message says: keep the package database in the image, make the registry or a database mirror reachable, or name the digest in an exception.',
    docs: 'https://trivy.dev/docs/latest/guide/coverage/os/',
    cis: [],
    nsa: ['Building secure container images'],
  },
];
