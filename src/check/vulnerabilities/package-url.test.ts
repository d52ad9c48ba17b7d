import { describe, expect, test } from 'vitest';
import { covers, parsePackageUrl } from './package-url.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('a package URL', () => {
  const rows: readonly [string, string | null][] = [
    ['pkg:npm/lodash@4.17.4', 'npm||lodash|4.17.4|'],
    ['pkg:npm/%40acme/api@1.0.0', 'npm|@acme|api|1.0.0|'],
    [
      'pkg:apk/alpine/libssl3@3.1.4-r0?arch=x86_64&distro=3.19.1',
      'apk|alpine|libssl3|3.1.4-r0|arch=x86_64,distro=3.19.1',
    ],
    [
      `pkg:oci/api@${encodeURIComponent(DIGEST)}?repository_url=ghcr.io/acme/api`,
      `oci||api|${DIGEST}|repository_url=ghcr.io/acme/api`,
    ],
    [`pkg:oci/api@${DIGEST}`, `oci||api|${DIGEST}|`],
    ['pkg:oci/api?repository_url=ghcr.io%2Facme%2Fapi', 'oci||api||repository_url=ghcr.io/acme/api'],
    // What the type says of upper case and underscores.
    ['pkg:pypi/Django_Rest@1', 'pypi||django-rest|1|'],
    ['PKG:NPM/lodash', 'npm||lodash||'],
    ['pkg://npm/lodash', 'npm||lodash||'],
    ['pkg:golang/github.com/acme/api@v1.0.0#cmd', 'golang|github.com/acme|api|v1.0.0|'],
    ['pkg:deb/debian/libc6@2.36-9%2Bdeb12u7', 'deb|debian|libc6|2.36-9+deb12u7|'],
    // No package URLs.
    ['lodash', null],
    ['pkg:npm', null],
    ['pkg:npm/', null],
    ['https://example.com/pkg:npm/lodash', null],
    ['pkg:npm/%zz', null],
    ['', null],
  ];
  test.each(rows)('%s: %s', (text, expected) => {
    const url = parsePackageUrl(text);
    const shown =
      url &&
      [
        url.type,
        url.namespace,
        url.name,
        url.version ?? '',
        [...url.qualifiers].map((pair) => pair.join('=')).join(),
      ].join('|');
    expect(shown).toBe(expected);
  });
});

describe('what a package URL means', () => {
  const one = 'pkg:apk/alpine/libssl3@3.1.4-r0?arch=x86_64&distro=3.19.1';
  test.each([
    ['pkg:apk/alpine/libssl3', true],
    ['pkg:apk/alpine/libssl3@3.1.4-r0', true],
    ['pkg:apk/alpine/libssl3?distro=3.19.1', true],
    ['pkg:apk/alpine/libssl3?distro=3.20', false],
    ['pkg:apk/alpine/libssl3@3.1.4', false],
    ['pkg:apk/libssl3', false],
    ['pkg:apk/wolfi/libssl3', false],
    ['pkg:deb/alpine/libssl3', false],
    // A qualifier of anything that objects have by birth is no qualifier.
    ['pkg:apk/alpine/libssl3?constructor=x', false],
  ])('%s: %s', (pattern, expected) => {
    const [left, right] = [parsePackageUrl(pattern), parsePackageUrl(one)];
    expect(left !== null && right !== null && covers(left, right)).toBe(expected);
  });
});
