import { expect, test } from 'vitest';
import { manifestOf } from '../../../../test/support/hardening.ts';
import type { Manifest } from '../../../domain/index.ts';
import { pairObjects } from './pairs.ts';

const object = (root: string, name: string, apiVersion = 'v1'): Manifest => ({
  ...manifestOf({ apiVersion, kind: 'ConfigMap', metadata: { name } }, 'shop'),
  source: { kind: 'kustomize', root },
});

const CASES: [what: string, base: Manifest[], head: Manifest[], gone: string[], added: string[]][] = [
  ['kept', [object('dev', 'a')], [object('dev', 'a')], [], []],
  ['gone', [object('dev', 'a')], [], ['dev a'], []],
  ['a source under another name', [object('dev', 'a')], [object('stage', 'a')], [], []],
  ['another version of its group', [object('dev', 'a', 'x/v1')], [object('dev', 'a', 'x/v2')], [], []],
  ['another group', [object('dev', 'a', 'x/v1')], [object('dev', 'a', 'y/v1')], ['dev a'], ['dev a']],
  [
    'what one overlay drops is gone, however many keep it',
    [object('dev', 'a'), object('prod', 'a')],
    [object('dev', 'a')],
    ['prod a'],
    [],
  ],
  ['twice in one source', [object('dev', 'a'), object('dev', 'a')], [object('dev', 'a')], ['dev a'], []],
  ['a second copy in its source', [object('dev', 'a')], [object('dev', 'a'), object('dev', 'a')], [], []],
  ['in a second source', [object('dev', 'a')], [object('dev', 'a'), object('prod', 'a')], [], ['prod a']],
  ['new', [], [object('dev', 'a')], [], ['dev a']],
];

test.each(CASES)('%s', (_, base, head, gone, added) => {
  const change = pairObjects(base, head);
  const name = ({ source, ref }: Manifest) => `${source.root} ${ref.name}`;
  expect(change.pairs.filter((pair) => pair.head === null).map((pair) => name(pair.base))).toEqual(gone);
  expect(change.added.map(name)).toEqual(added);
});

test('a second copy in its source is compared with the object of the base', () => {
  const copies = [object('dev', 'a'), object('dev', 'a')];
  expect(pairObjects([object('dev', 'a')], copies).pairs.map(({ head }) => head)).toEqual(copies);
});
