import { expect, test } from 'vitest';
import { childrenFor, isPlatform } from './platform.ts';

const read = (text: string) => {
  const [os = '', architecture = '', variant = null] = text.split('/');
  return { os, architecture, variant };
};

test.each([
  ['linux/amd64', 'linux/amd64', true],
  ['linux/amd64/v3', 'linux/amd64', true],
  ['linux/amd64', 'linux/amd64/v3', false],
  ['linux/amd64/v1', 'linux/amd64', true],
  ['linux/x86_64', 'linux/amd64', true],
  ['LINUX/AMD64', 'linux/amd64', true],
  ['/x86-64', 'linux/amd64', true],
  ['linux/aarch64', 'linux/arm64', true],
  ['linux/arm64', 'linux/arm64/v8', true],
  ['linux/arm64/8', 'linux/arm64', true],
  ['linux/armhf', 'linux/arm/v7', true],
  ['linux/armel', 'linux/arm/v7', false],
  ['linux/arm', 'linux/arm/v7', true],
  ['linux/arm/6', 'linux/arm', true],
  ['linux/i386', 'linux/386', true],
  ['linux/386', 'linux/amd64', false],
  ['windows/amd64', 'linux/amd64', false],
  ['linux/constructor', 'linux/amd64', false],
])('%s for %s: %s', (there, wanted, expected) => {
  expect(isPlatform(read(there), wanted)).toBe(expected);
});

test.each([
  ['its own', ['linux/386', 'linux/amd64'], 'linux/amd64', ['linux/amd64'], false],
  ['all of its own', ['linux/amd64', 'linux/amd64/v3'], 'linux/amd64', ['linux/amd64', 'linux/amd64/v3'], false],
  ['its own by another name', ['linux/arm64/v8', 'linux/arm/v7'], 'linux/arm64', ['linux/arm64/v8'], false],
  ['what its processor runs too', ['linux/386', 'linux/s390x'], 'linux/amd64', ['linux/386'], true],
  ['32 bits on arm64', ['linux/arm/v6', 'linux/arm/v7'], 'linux/arm64', ['linux/arm/v6', 'linux/arm/v7'], true],
  ['not only a newer variant', ['linux/amd64/v2', 'linux/386'], 'linux/amd64', ['linux/amd64/v2', 'linux/386'], true],
  ['nor one of arm64', ['linux/arm64/v9', 'linux/arm/v7'], 'linux/arm64', ['linux/arm64/v9', 'linux/arm/v7'], true],
  ['an older variant', ['linux/amd64', 'linux/s390x'], 'linux/amd64/v3', ['linux/amd64'], true],
  ['nothing of another', ['linux/amd64', 'windows/386'], 'linux/386', [], true],
])('a node starts %s', (_, there, wanted, expected, open) => {
  const children = there.map((text) => ({ platform: read(text), text }));
  const chosen = childrenFor(children, wanted);
  expect(chosen.children.map(({ text }) => text)).toEqual(expected);
  expect(chosen.open).toBe(open);
});
