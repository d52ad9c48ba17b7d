import { expect, test } from 'vitest';
import { readPlainFile } from '../plain-file.ts';
import { releaseName } from './compose-release.ts';

const long = 'a-name-that-is-much-longer-than-helm-takes-for-a-release';

test.each([
  ['{}', 'demo'],
  ['{releaseName: other}', 'other'],
  ['{targetNamespace: shop}', 'shop-demo'],
  ['{targetNamespace: shop, releaseName: other}', 'other'],
  // sha256 of the whole name, its first twelve digits.
  [`{releaseName: ${long}}`, 'a-name-that-is-much-longer-than-helm-tak-2612e7e730fb'],
])('the release of %s is %s', (spec, expected) => {
  const text = `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: demo}\nspec: ${spec}\n`;
  const [manifest] = readPlainFile(Buffer.from(text), 'a.yaml', { kind: 'plain', root: '', files: [] }).manifests;
  expect(manifest && releaseName(manifest)).toBe(expected);
});
