import type { Finding, Fix, Image, RuleDescription } from '../../src/domain/index.ts';
import { attachFixes, judge } from '../../src/judge/index.ts';
import { completePolicy } from '../../src/policy/schema.ts';
import {
  buildReport,
  buildView,
  type Report,
  type ReportContext,
  type ReportJudged,
  type ReportView,
} from '../../src/report/index.ts';
import { DIGEST, finding, image, imageUse, location, manifestRef, UNKNOWN, unpinned } from './findings.ts';

/** Reports and views for tests of reporters and of publishing, made by the real judge. */

export const PRIVILEGED: RuleDescription = {
  id: 'pss/privileged',
  topic: 'pod-security',
  level: 'baseline',
  severity: 'critical',
  title: 'Privileged container',
  means: 'A container asks for privileged mode.',
  why: 'A privileged container can do what root on the node can do.',
  repair: 'Set securityContext.privileged to false.',
  docs: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  cis: ['5.2.2'],
  nsa: ['Pod security'],
};

const UNPINNED: RuleDescription = {
  ...PRIVILEGED,
  id: 'image/unpinned',
  topic: 'supply-chain',
  level: null,
  severity: 'medium',
  title: 'Image without a digest',
  means: 'A reference names a tag, or nothing, and no digest.',
  why: 'A tag can be moved: what was checked is then not what runs.',
  repair: 'Pin each image to the digest that its tag has now.',
  docs: 'https://kubernetes.io/docs/concepts/containers/images/',
  cis: [],
  nsa: [],
};

const CATALOGUE: Readonly<Record<string, RuleDescription>> = {
  'pss/privileged': PRIVILEGED,
  'image/unpinned': UNPINNED,
};

export function context(overrides: Partial<ReportContext> = {}): ReportContext {
  return {
    describeRule: (rule) => CATALOGUE[rule] ?? null,
    toolVersion: '0.1.0',
    key: 'default',
    notices: [],
    repaired: 0,
    reportUrl: null,
    ...overrides,
  };
}

const JUDGED: ReportJudged = {
  commit: '1111111111111111111111111111111111111111',
  base: '2222222222222222222222222222222222222222',
  policy: { from: 'commit 3333333', file: '.github/supply-chain-gate.yaml' },
  trust: 'tamper-evident',
  repaired: 0,
};

export interface SampleOptions {
  readonly head?: readonly Finding[];
  readonly base?: readonly Finding[] | null;
  readonly images?: readonly Image[];
  readonly fixes?: ReadonlyMap<Finding, Fix>;
  readonly policy?: Record<string, unknown>;
}

export function report({
  head = [],
  base = null,
  images = [],
  fixes = new Map(),
  policy = {},
}: SampleOptions = {}): Report {
  const judgement = judge({
    head: { findings: head, images },
    base: base === null ? null : { findings: base, images },
    policy: completePolicy({ version: 1, ...policy }),
    policyFile: '.github/supply-chain-gate.yaml',
    now: new Date('2026-11-23T12:00:00Z'),
  });
  const byFingerprint = new Map<string, Fix>();
  for (const one of fixes.size === 0 ? [] : judgement.findings) {
    const owner = head.find((each) => each.message === one.message && each.rule === one.rule);
    const fix = owner === undefined ? undefined : fixes.get(owner);
    if (fix !== undefined) byFingerprint.set(one.fingerprint, fix);
  }
  return buildReport({
    verdict: judgement.verdict,
    judged: JUDGED,
    findings: attachFixes(judgement.findings, byFingerprint),
    images,
    resolutions: new Map(images.map(({ written }) => [written, { status: 'resolved', digest: DIGEST }])),
    checks: {
      allowlist: new Map(images.map(({ written }) => [written, 'pass'])),
      signatures: new Map(),
      vulnerabilities: new Map(images.map(({ written }) => [written, 'unknown'])),
    },
    manifests: 3,
    tools: {
      helm: { version: '4.0.1' },
      trivy: { version: '0.69.3', database: { updatedAt: '2026-11-23T06:00:00Z' } },
    },
    errors: [],
  });
}

export function view(options: SampleOptions = {}, overrides: Partial<ReportContext> = {}): ReportView {
  return buildView(report(options), context(overrides));
}

/** A Deployment as a pull request changes it: an image without digest on line 12, privileged on line 15. */
export const API_YAML = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: api
          image: ghcr.io/acme/api:1.2.3
          ports: [{ containerPort: 8080 }]
          securityContext:
            privileged: true
`;

/** What changed in it: the image's tag and the security context. */
export const API_PATCH = `@@ -9,5 +9,7 @@ spec:
     spec:
       containers:
         - name: api
-          image: ghcr.io/acme/api:1.2.2
+          image: ghcr.io/acme/api:1.2.3
           ports: [{ containerPort: 8080 }]
+          securityContext:
+            privileged: true`;

const written = 'ghcr.io/acme/api:1.2.3';
const imagePlace = location('deploy/api.yaml', 12, { startColumn: 18, endColumn: 40 });
const privilegedPlace = location('deploy/api.yaml', 15, { startColumn: 25, endColumn: 29 });

export const SHOP = {
  unpinned: unpinned({ location: imagePlace }),
  privileged: finding({ location: privilegedPlace, identity: ['api'] }),
  cve: unpinned({
    rule: 'vulnerability/CVE-2026-1234',
    severity: 'high',
    message: `Image ${written} holds openssl 3.0.1 with CVE-2026-1234 (heap overflow), fixed in 3.0.2. Update the image.`,
    location: imagePlace,
    identity: ['openssl', '3.0.1'],
    digest: DIGEST,
  }),
  down: unpinned({
    rule: 'image/unresolvable',
    severity: 'high',
    result: UNKNOWN.infrastructure,
    message: 'registry.acme.example did not answer within 30 s after 4 tries. Run the job again when it is back.',
    image: 'registry.acme.example/web:2',
    location: location('deploy/web.yaml', 8),
    manifest: manifestRef({ file: 'deploy/web.yaml', name: 'web' }),
  }),
  image: image(written, {}, [imageUse(written, imagePlace)]),
} as const;

export const SHOP_FIXES: ReadonlyMap<Finding, Fix> = new Map<Finding, Fix>([
  [SHOP.unpinned, { edits: [{ ...edit(12, 18, 40), text: `${written}@${DIGEST}` }], proved: true }],
  [SHOP.privileged, { edits: [{ ...edit(15, 25, 29), text: 'false' }], proved: true }],
]);

/** Everything at once: failures, an unknown, a warning, an exception, the base's, fixes. */
export const SHOP_FAILS: SampleOptions = {
  head: [
    SHOP.unpinned,
    SHOP.privileged,
    SHOP.cve,
    SHOP.down,
    finding({
      rule: 'pss/hostPathVolumes',
      severity: 'medium',
      message: 'Volume "data" of Deployment shop/api is a hostPath.',
      location: location('deploy/api.yaml', 40),
      path: 'spec.template.spec.volumes[0]',
    }),
    finding({
      rule: 'pss/seccompProfile_restricted',
      severity: 'medium',
      enforcement: 'warn',
      message: 'Deployment shop/api sets no seccomp profile.',
      location: location('deploy/api.yaml', 8, { exact: false }),
    }),
    finding({
      rule: 'pss/runAsNonRoot',
      severity: 'medium',
      message: 'Deployment shop/api may run as root.',
      location: location('deploy/api.yaml', 9),
    }),
  ],
  base: [finding({ rule: 'pss/runAsNonRoot', severity: 'medium', message: 'Deployment shop/api may run as root.' })],
  images: [SHOP.image],
  fixes: SHOP_FIXES,
  policy: {
    exceptions: [
      { rules: ['pss/hostPathVolumes'], reason: 'The node agent reads logs there.', expires: '2027-01-31' },
      { rules: ['pss/privileged'], reason: 'No longer needed.', expires: '2026-10-01' },
    ],
  },
};

function edit(line: number, startColumn: number, endColumn: number) {
  return { file: 'deploy/api.yaml', startLine: line, startColumn, endLine: line, endColumn };
}

/** So many findings, each of its own. */
export const many = (count: number, overrides: (at: number) => Partial<Finding> = () => ({})): SampleOptions => ({
  head: Array.from({ length: count }, (_, at) => finding({ identity: [String(at)], path: `p${at}`, ...overrides(at) })),
});
