import { expect, test } from 'vitest';
import { explainImage } from './explain.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

test.each([
  [
    'nginx',
    `nginx is read as
  registry    docker.io (written or implied: index.docker.io)
  repository  docker.io/library/nginx (what images.allow and images.deny match)
  tag         none
  digest      none: what this pulls can change at any time
  pulled      docker.io/library/nginx:latest, whatever that tag points at then
  cluster     index.docker.io/library/nginx@sha256:... (what a ClusterImagePolicy's globs match)`,
  ],
  [
    `ghcr.io/acme/api:1.2@${DIGEST}`,
    `ghcr.io/acme/api:1.2@${DIGEST} is read as
  registry    ghcr.io
  repository  ghcr.io/acme/api (what images.allow and images.deny match)
  tag         1.2
  digest      ${DIGEST}
  pulled      ghcr.io/acme/api@${DIGEST} (the digest decides; the tag takes no part)
  cluster     ghcr.io/acme/api@sha256:... (what a ClusterImagePolicy's globs match)`,
  ],
  [
    'GHCR.io:443/acme/api',
    `GHCR.io:443/acme/api is read as
  registry    ghcr.io (written or implied: GHCR.io:443)
  repository  ghcr.io/acme/api (what images.allow and images.deny match)
  tag         none
  digest      none: what this pulls can change at any time
  pulled      ghcr.io/acme/api:latest, whatever that tag points at then
  cluster     GHCR.io:443/acme/api@sha256:... (what a ClusterImagePolicy's globs match)`,
  ],
  [
    'ghcr.io/acme/../evil',
    '"ghcr.io/acme/../evil" is no image that can be pulled: no container runtime takes the repository name "acme/../evil": the part ".." does not start and end with a letter or digit, with single separators between.',
  ],
  [
    'Nginx',
    '"Nginx" is no image that can be pulled: the repository name "Nginx" has upper-case letters, which none may have.',
  ],
])('%s', (text, expected) => {
  expect(explainImage(text)).toBe(expected);
});
