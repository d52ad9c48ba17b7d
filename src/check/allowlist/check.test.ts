import { describe, expect, test } from 'vitest';
import { readManifests } from '../../../test/support/manifest-files.ts';
import { collectImages } from '../../images/index.ts';
import { DEFAULT_POLICY, type Policy } from '../../policy/index.ts';
import { checkAllowlist } from './check.ts';
import { RULES } from './rules.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

function check(images: readonly string[], policy: Partial<Policy['images']>) {
  const containers = images.map((image, index) => `    - { name: c${index}, image: ${JSON.stringify(image)} }\n`);
  const yaml = `apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: shop }\nspec:\n  containers:\n${containers.join('')}`;
  return checkAllowlist(collectImages(readManifests(Buffer.from(yaml), 'pod.yaml').manifests, []), {
    ...DEFAULT_POLICY,
    images: { ...DEFAULT_POLICY.images, ...policy },
  });
}

const rulesFor = (image: string, policy: Partial<Policy['images']>): readonly string[] =>
  check([image], policy).findings.map(({ rule, enforcement }) => `${rule} ${enforcement}`);

describe('image/unpinned', () => {
  test.each([
    ['nginx', 'required', ['image/unpinned block']],
    ['nginx:1.27', 'required', ['image/unpinned block']],
    ['nginx:1.27', 'warn', ['image/unpinned warn']],
    ['nginx:1.27', 'off', []],
    [`nginx@${DIGEST}`, 'required', []],
    [`nginx:1.27@${DIGEST}`, 'required', []],
    // No reference at all is for image/unresolvable.
    ['Nginx', 'required', []],
  ] as const)('%s, %s: %j', (image, digest, expected) => {
    expect(rulesFor(image, { digest })).toEqual(expected);
  });
});

describe('image/denied-tag', () => {
  test.each([
    ['nginx:latest', ['latest'], true],
    ['nginx', ['latest'], true],
    [`nginx@${DIGEST}`, ['latest'], false],
    [`nginx:latest@${DIGEST}`, ['latest'], true],
    [`nginx:1.27@${DIGEST}`, ['latest'], false],
    ['nginx:1.27-debug', ['latest', '*-debug'], true],
    ['nginx:debug', ['*-debug'], false],
    ['nginx:Latest', ['latest'], false],
    ['nginx:1.27', [], false],
    ['nginx', ['*'], true],
    [`nginx@${DIGEST}`, ['*'], false],
    ['Nginx:latest', ['latest'], false],
  ])('%s, deny %j: %s', (image, deny, denied) => {
    expect(rulesFor(image, { digest: 'off', tags: { deny } })).toEqual(denied ? ['image/denied-tag block'] : []);
  });
});

test.each([
  ['ghcr.io/acme/api', { allow: ['ghcr.io/acme/**'] }, 'pass', []],
  ['quay.io/acme/api', { allow: ['ghcr.io/acme/**'] }, 'fail', ['image/denied-registry block']],
  ['ghcr.io/acme/api', { allow: null, deny: ['ghcr.io/**'] }, 'fail', ['image/denied-registry block']],
  ['ghcr.io/acme/api', { allow: ['**'], deny: ['ghcr.io/**'] }, 'fail', ['image/denied-registry block']],
  ['ghcr.io/acme/api', { allow: null }, 'pass', []],
  ['Nginx', { allow: ['ghcr.io/acme/**'] }, 'unknown', []],
  // The parser takes it and an HTTP client would leave the folder: never admitted by its text.
  ['ghcr.io/acme/../evil/api', { allow: ['ghcr.io/acme/**'] }, 'unknown', []],
] as const)('%s under %j: %s', (image, policy, outcome, rules) => {
  const images = { deny: [], digest: 'off', ...policy } as Partial<Policy['images']>;
  expect(check([image], images).outcomes).toEqual(new Map([[image, outcome]]));
  expect(rulesFor(image, images)).toEqual(rules);
});

test('one finding for a rule and a written reference, at its first use, the others beside it', () => {
  const { findings, outcomes } = check(['nginx:1', 'redis:1', 'nginx:1'], {});
  expect([...outcomes.keys()]).toEqual(['nginx:1', 'redis:1']);
  expect(
    findings.map(({ image, location, related, path }) => [
      image,
      location.startLine,
      related.map((at) => at.startLine),
      path,
    ]),
  ).toEqual([
    ['nginx:1', 6, [8], 'spec.containers[0].image'],
    ['redis:1', 7, [], 'spec.containers[1].image'],
  ]);
  expect(findings[0]).toMatchObject({ digest: null, identity: [], severity: 'medium', result: { outcome: 'fail' } });
});

test('a finding names the written digest, which an exception must name', () => {
  const [finding] = check([`nginx@${DIGEST}`], { deny: ['docker.io/**'] }).findings;
  expect(finding?.digest).toBe(DIGEST);
});

test.each([
  [
    ['nginx:1.27'],
    {},
    'Pod shop/a uses nginx:1.27: a tag and no digest. Whoever can push to the repository can move the tag to another image after this review, so what was checked need not be what runs. Write the digest too: nginx:1.27@sha256:... (crane digest nginx:1.27 prints it).',
  ],
  [
    ['nginx', 'nginx', 'nginx'],
    {},
    'Pod shop/a and 2 other places use nginx: neither a tag nor a digest, which means latest. Whoever can push to the repository can move the tag to another image after this review, so what was checked need not be what runs. Write the digest too: nginx:latest@sha256:... (crane digest nginx:latest prints it).',
  ],
  [
    ['nginx'],
    { digest: 'off', allow: ['ghcr.io/acme/**', 'quay.io/acme/*'] },
    'Pod shop/a uses nginx, which is from docker.io/library/nginx; the policy does not admit that repository: images.allow admits ghcr.io/acme/**, quay.io/acme/*. Nobody here vouches for what is pushed there, so it is not contacted, and nothing else about it is checked. Use an image from an admitted repository, copy this one into one, or ask those who keep the policy to extend the list.',
  ],
  [
    ['evil.example/x'],
    { digest: 'off', deny: ['evil.example/**'] },
    'Pod shop/a uses evil.example/x; the policy\'s images.deny refuses it by "evil.example/**". It is not contacted, and nothing else about it is checked. Use an image from another repository.',
  ],
  [
    ['nginx:latest'],
    { digest: 'off', tags: { deny: ['latest'] } },
    'Pod shop/a uses nginx:latest, whose tag latest the policy\'s images.tags.deny refuses by "latest". Such a tag says nothing of what it points at or is not meant for use, and it can move. Name a version that the policy allows, and its digest.',
  ],
] as const)('%j: the message says what, where, why and what to do', (images, policy, message) => {
  expect(check(images, policy as Partial<Policy['images']>).findings.map((finding) => finding.message)).toEqual([
    message,
  ]);
});

test('an allow list of any length makes a message of one paragraph', () => {
  const allow = Array.from({ length: 500 }, (_, index) => `ghcr.io/team-${index}/**`);
  const [finding] = check(['nginx'], { digest: 'off', allow }).findings;
  expect(finding?.message).toContain('ghcr.io/team-7/** and 492 more');
});

test('every rule that is raised is described', () => {
  const raised = check(['nginx', 'evil.example/x'], { deny: ['evil.example/**'], tags: { deny: ['*'] } }).findings;
  expect(new Set(raised.map(({ rule }) => rule))).toEqual(new Set(RULES.map(({ id }) => id)));
  for (const { id, severity } of RULES) {
    expect(raised.filter(({ rule }) => rule === id).every((finding) => finding.severity === severity)).toBe(true);
  }
});
