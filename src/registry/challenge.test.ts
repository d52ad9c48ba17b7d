import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseChallenges } from './challenge.ts';

const read = (header: string) =>
  parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);

test.each([
  [
    'Bearer realm="https://auth.docker.io/token",service="registry.docker.io"',
    [['bearer', { realm: 'https://auth.docker.io/token', service: 'registry.docker.io' }]],
  ],
  [
    'bearer REALM=here , scope = "repository:a/b:pull,push"',
    [['bearer', { realm: 'here', scope: 'repository:a/b:pull,push' }]],
  ],
  ['Basic realm="Registry"', [['basic', { realm: 'Registry' }]]],
  ['Basic', [['basic', {}]]],
  [
    'Negotiate dGVzdA==, Bearer realm="r"',
    [
      ['negotiate', {}],
      ['bearer', { realm: 'r' }],
    ],
  ],
  [
    'Bearer realm="r",service="s", Basic realm="b"',
    [
      ['bearer', { realm: 'r', service: 's' }],
      ['basic', { realm: 'b' }],
    ],
  ],
  ['Bearer realm="a \\"quoted\\" one",scope="x,y"', [['bearer', { realm: 'a "quoted" one', scope: 'x,y' }]]],
  ['Bearer realm="first",realm="second"', [['bearer', { realm: 'first' }]]],
  [', ,Bearer realm="r",', [['bearer', { realm: 'r' }]]],
  ['Bearer realm="never closed', [['bearer', {}]]],
  ['"', []],
  ['', []],
] as const)('%s', (header, expected) => {
  expect(read(header)).toEqual(expected);
});

test('a header that is too long says nothing', () => {
  expect(parseChallenges(`Bearer realm="${'a'.repeat(9000)}"`)).toEqual([]);
  expect(parseChallenges(undefined)).toEqual([]);
});

test('whatever is sent, reading it ends, and a written challenge reads back', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseChallenges(text)));
  fc.assert(fc.property(fc.stringMatching(/^[Bb =",\\]{0,40}$/), (text) => void parseChallenges(text)));
  fc.assert(
    fc.property(
      fc.stringMatching(/^[\x20-\x7e]{0,60}$/),
      fc.stringMatching(/^[\x20-\x7e]{0,60}$/),
      (realm, service) => {
        const quote = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;
        expect(read(`Bearer realm=${quote(realm)},service=${quote(service)}`)).toEqual([
          ['bearer', { realm, service }],
        ]);
      },
    ),
  );
});
