import { expect, test } from 'vitest';
import { canonicalRepository } from './index.ts';

test.each([
  ['https://github.com/Acme/Shop.git', 'github.com/acme/shop'],
  ['https://user:secret@github.com/acme/shop/', 'github.com/acme/shop'],
  ['git@github.com:acme/shop.git', 'github.com/acme/shop'],
  ['ssh://git@github.com:22/acme/shop', 'github.com/acme/shop'],
  ['ssh://git@ssh.github.com:443/acme/shop', 'github.com/acme/shop'],
  ['github.com/acme/shop', 'github.com/acme/shop'],
  ['https://github.com:443/acme/shop?x=1#y', 'github.com/acme/shop'],
  ['oci://ghcr.io/acme/charts', 'ghcr.io/acme/charts'],
  ['registry-1.docker.io/bitnamicharts', 'registry-1.docker.io/bitnamicharts'],
  ['https://github.com:8443/acme/shop', 'github.com:8443/acme/shop'],
  ['https://github.com/acme/shop/../../evil/x', null],
  ['https://github.com/acme/%73hop', null],
  ['{{repo}}', null],
  ['', null],
])('%s is %s', (text, expected) => expect(canonicalRepository(text)).toBe(expected));
