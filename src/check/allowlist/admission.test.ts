import { describe, expect, test } from 'vitest';
import type { Repository } from '../../domain/index.ts';
import { parseImageReference } from '../../images/index.ts';
import { DEFAULT_POLICY, type Policy } from '../../policy/index.ts';
import { createAdmission } from './admission.ts';

function policyWith(images: Partial<Policy['images']>, rest: Partial<Policy> = {}): Policy {
  return { ...DEFAULT_POLICY, ...rest, images: { ...DEFAULT_POLICY.images, ...images } };
}

function repositoryOf(image: string): Repository {
  const parsed = parseImageReference(image);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.reference;
}

describe('without an allow list', () => {
  test.each(['nginx', 'evil.example/x', 'localhost:5000/x'])('%s is admitted', (image) => {
    expect(createAdmission(DEFAULT_POLICY).admits(repositoryOf(image))).toBe(true);
  });
});

describe('an allow list admits what it names, by canonical name', () => {
  test.each([
    ['ghcr.io/acme/**', 'ghcr.io/acme/api:1', true],
    ['ghcr.io/acme/**', 'GHCR.io/acme/api', true],
    ['ghcr.io/acme/**', 'ghcr.io./acme/api', true],
    ['ghcr.io/acme/**', 'ghcr.io:443/acme/api', true],
    ['ghcr.io/acme/**', 'ghcr.io:8443/acme/api', false],
    ['ghcr.io/acme/**', 'ghcr.io/acme-evil/api', false],
    ['ghcr.io/acme/**', 'ghcr.io.evil.example/acme/api', false],
    ['ghcr.io/acme/**', 'evil.example/ghcr.io/acme/api', false],
    ['ghcr.io/acme/**', 'acme/api', false],
    ['GHCR.io:443/acme/**', 'ghcr.io/acme/api', true],
    ['docker.io/library/*', 'nginx', true],
    ['docker.io/library/*', 'docker.io/nginx:1', true],
    ['docker.io/library/*', 'registry-1.docker.io/library/nginx', true],
    ['docker.io/library/*', 'acme/nginx', false],
    ['index.docker.io/library/*', 'nginx', true],
    ['docker.io/library/nginx', 'nginx', true],
    // Without a registry an entry is read as a reference is.
    ['nginx', 'docker.io/library/nginx', true],
    ['acme/*', 'docker.io/acme/api', true],
    ['acme/*', 'evil.example/acme/api', false],
    ['localhost:5000/**', 'localhost:5000/x', true],
    ['localhost:5000/**', 'localhost/x', false],
    ['127.0.0.1:5000/**', '127.1:5000/x', true],
    // A host alone, or a slash at the end, admits nothing: a typing error must not open a registry.
    ['ghcr.io', 'ghcr.io/acme/api', false],
    ['ghcr.io/acme/', 'ghcr.io/acme/api', false],
  ])('%s, %s: %s', (entry, image, admitted) => {
    expect(createAdmission(policyWith({ allow: [entry] })).admits(repositoryOf(image))).toBe(admitted);
  });

  test('an empty one admits nothing', () => {
    expect(createAdmission(policyWith({ allow: [] })).admits(repositoryOf('nginx'))).toBe(false);
  });
});

describe('a deny list refuses, whatever the allow list says', () => {
  test.each([
    ['evil.example/**', 'evil.example/x', true],
    ['evil.example/**', 'EVIL.example:443/x', true],
    // A denied host is denied on every port; one that is denied on a port is so there.
    ['evil.example/**', 'evil.example:8443/x', true],
    ['evil.example:8443/**', 'evil.example/x', false],
    ['evil.example:8443/**', 'evil.example:8443/x', true],
    ['10.0.0.5/**', '0x0a000005:5000/x', true],
    ['[::1]/**', '[0:0::1]:5000/x', true],
    // A host alone, or a slash at the end, means all that is below.
    ['evil.example', 'evil.example/x/y', true],
    ['evil.example/', 'evil.example/x/y', true],
    ['ghcr.io/evil/', 'ghcr.io/evil/x', true],
    ['ghcr.io/evil', 'ghcr.io/evil/x', false],
    ['docker.io/**', 'nginx', true],
    ['index.docker.io/**', 'registry.hub.docker.com/library/nginx', true],
    ['**/bad', 'ghcr.io/acme/bad', true],
    ['ghcr.io/**', 'quay.io/x', false],
  ])('%s, %s: %s', (entry, image, refused) => {
    const admission = createAdmission(policyWith({ allow: ['**'], deny: [entry] }));
    expect(admission.decide(repositoryOf(image))).toEqual(
      refused ? { admitted: false, reason: 'denied', pattern: entry } : { admitted: true },
    );
  });
});

describe('a host that the policy names letter for letter', () => {
  const policy = policyWith(
    { allow: ['registry.corp:5000/team/**', '10.0.0.5/x', 'GHCR.io/**', '**/any/**', '*.wild.example/**', 'acme/*'] },
    {
      mirrors: { 'docker.io': ['mirror.corp/hub'] },
      vulnerabilities: { ...DEFAULT_POLICY.vulnerabilities, databaseRepositories: ['127.0.0.1:5001/trivy-db'] },
    },
  );
  const admission = createAdmission(policy, ['signatures.corp/sigs']);

  test.each([
    ['registry.corp:5000', true],
    ['registry.corp', false],
    ['registry.corp:5001', false],
    ['10.0.0.5', true],
    ['10.0.0.6', false],
    ['ghcr.io', true],
    ['ghcr.io:443', true],
    ['mirror.corp', true],
    ['docker.io', true],
    ['127.0.0.1:5001', true],
    ['127.0.0.1', false],
    ['signatures.corp', true],
    ['a.wild.example', false],
    ['*.wild.example', false],
    ['acme', false],
    ['169.254.169.254', false],
  ])('%s: %s', (host, named) => {
    expect(admission.namesHostLiterally(host)).toBe(named);
  });
});
