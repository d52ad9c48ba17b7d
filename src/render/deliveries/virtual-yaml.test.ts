import { expect, test } from 'vitest';
import type { Path, Place } from '../../domain/index.ts';
import { readManifestStream } from '../../yaml/index.ts';
import { nestedScalars } from '../kustomize/nested.ts';
import { listScalars } from '../origins/scalars.ts';
import { virtualYaml } from './virtual-yaml.ts';

const OBJECT = `spec:
  images:
    - name: acme/a
      newTag: "1.0"
  patches:
    - patch: |
        - op: replace
          path: /x

          value: acme/b:2
    - patch: '{"op": "add"}'
    - patch: "a\\nb"
`;

const [document] = readManifestStream(Buffer.from(OBJECT)).documents;

function placeOf(path: Path): Place {
  if (document === undefined) throw new Error('no document');
  return { location: { file: 'o.yaml', ...document.locate(['spec', ...path]), exact: true }, related: [] };
}

test('each scalar of a virtual file is where the object says it, lines of its blocks too', async () => {
  const value = {
    images: [{ name: 'acme/a', newTag: '1.0' }],
    patches: [
      { patch: '- op: replace\n  path: /x\n\n  value: acme/b:2\n' },
      { patch: '{"op": "add"}\n' },
      { patch: 'a\nb\n' },
    ],
  };
  const file = await virtualYaml('k.yaml', value, placeOf, async () => OBJECT);
  const found = listScalars(file.text, 'k.yaml').flatMap((scalar) => {
    const nested = nestedScalars(file.text, scalar);
    return nested.length > 0 ? nested : [scalar];
  });
  const lines = OBJECT.split('\n');
  const said = found.map((scalar) => {
    const { location } = file.place(scalar.location);
    const text = lines[location.startLine - 1]?.slice(location.startColumn - 1, location.endColumn - 1);
    return `${scalar.value.trim()} ${location.exact ? text : '~'}`;
  });
  expect(said).toEqual([
    'acme/a acme/a',
    '1.0 "1.0"',
    'replace replace',
    '/x /x',
    'acme/b:2 acme/b:2',
    'add "add"',
    // Written with an escape: the lines are not those of the file.
    'a b ~',
  ]);
});
