import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readManifests } from '../../test/support/manifest-files.ts';
import { formatPath, type Image, type Json, type Manifest, UsageError } from '../domain/index.ts';
import { completePolicy } from '../policy/schema.ts';
import { collectImages } from './collect.ts';
import { CUSTOM_RESOURCES } from './custom-resources/index.ts';
import { isOfType } from './object-type.ts';
import { parsePathPattern, selectPaths } from './path-pattern.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures', 'images');

function collect(yaml: string, customResources: Parameters<typeof collectImages>[1] = []): readonly Image[] {
  return collectImages(readManifests(Buffer.from(yaml), 'a.yaml').manifests, customResources);
}

function texts(images: readonly Image[]): readonly string[] {
  return images.map(({ written }) => written);
}

describe('every image of a fixture is found, where it is written, and nothing else', () => {
  const files = readdirSync(FIXTURES).filter((name) => name.endsWith('.yaml'));

  test('there are fixtures', () => {
    expect(files).toEqual(['custom-resources.yaml', 'never.yaml', 'shapes.yaml', 'workloads.yaml']);
  });

  test.each(files)('%s', (name) => {
    const text = readFileSync(join(FIXTURES, name), 'utf8');
    const { manifests, unreadable } = readManifests(Buffer.from(text), name);
    expect(unreadable).toEqual([]);
    const images = collectImages(manifests, []);
    expect(texts(images)).toEqual(text.match(/found\.example\/[^\s"',}\]]+/g) ?? []);

    const lines = text.split('\n');
    for (const { written, uses } of images) {
      expect(uses).toHaveLength(1);
      const [{ place, path, manifest }] = uses;
      const { startLine, startColumn, endColumn } = place.location;
      const token = lines[startLine - 1]?.slice(startColumn - 1, endColumn - 1);
      expect(token?.replaceAll(/["']/g, '')).toBe(written);
      expect(selectPaths(manifest.object, path)).toEqual([{ value: written, path }]);
    }
  });
});

test('custom-resources.yaml has every kind of the table, and every path', () => {
  const { manifests } = readManifests(readFileSync(join(FIXTURES, 'custom-resources.yaml')), 'x.yaml');
  const missing = CUSTOM_RESOURCES.flatMap(({ apiVersion, kind, images, podSpecs }) => {
    const samples = manifests.filter(({ ref }) => isOfType(ref, apiVersion, kind));
    if (samples.length === 0) return [kind];
    const reached = (path: string) => samples.some(({ object }) => selectPaths(object, pattern(path)).length > 0);
    // Of the kinds that share a shape, one shows each path.
    const shared = ['WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow', 'ClusterTask', 'TaskRun'].concat(
      ['Pipeline', 'PipelineRun', 'TriggerTemplate', 'ScheduledSparkApplication', 'ClusterImageCatalog'],
      ['VirtualMachineInstance', 'VirtualMachineInstanceReplicaSet'],
    );
    const paths = [...images, ...podSpecs];
    if (shared.includes(kind)) return paths.some(reached) ? [] : [kind];
    return paths.filter((path) => !reached(path)).map((path) => `${kind} ${path}`);
  });
  expect(missing).toEqual([]);
});

function pattern(text: string) {
  const steps = parsePathPattern(text);
  if (steps === null) throw new Error(`${text} is no path`);
  return steps;
}

describe('what a written text is', () => {
  const problemOf = (image: string) =>
    collect(
      `{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a, image: ${JSON.stringify(image)}}]}}`,
    )[0]?.problem;

  test.each([
    'nginx',
    'ghcr.io/acme/api:1',
    'ghcr.io./acme/api',
    'GHCR.io:443/acme/api',
    'my_registry.example/api',
  ])('%s is an image', (text) => {
    expect(problemOf(text)).toBeNull();
  });

  test.each([
    ['', 'it is empty'],
    [' ', 'it is blank'],
    ['nginx ', 'spaces or line breaks around it'],
    ['nginx\n', 'spaces or line breaks around it'],
    ['Nginx', 'upper-case'],
    ['$(params.image)', '$(params.image) in it is filled in only when it runs'],
    ['acme/api:{{inputs.parameters.tag}}', '{{inputs.parameters.tag}} in it is filled in only when it runs'],
    ['$' + '{REGISTRY}/api', 'in it is filled in only when it runs'],
    // The admission controller's parser takes these, no container runtime does.
    ['ghcr.io/acme/../evil', 'no container runtime takes the repository name "acme/../evil": the part ".."'],
    ['ghcr.io//acme/api', 'an empty part'],
    ['ghcr.io/acme/api:-1', 'no container runtime takes the tag "-1"'],
    ['ghcr\u3002io:443/acme/api', "for a registry's host"],
    ['a;b.io/acme/api', "for a registry's host"],
    ['ghcr.io:99999/acme/api', 'no host to connect to'],
    ['0123456789abcdef'.repeat(4), 'image id'],
  ])('%j is none: %s', (text, problem) => {
    expect(problemOf(text)).toContain(problem);
  });

  test('a hostile text takes no time', () => {
    const started = performance.now();
    for (const piece of ['{{', '$(', '${', 'a/', 'a.', '[', 'A', '@', ':']) {
      expect(problemOf(piece.repeat(200_000))).not.toBeNull();
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

test('uses of one text are one image, the first use first', () => {
  const pod = (file: string, root: string, ...images: string[]): readonly Manifest[] =>
    readManifests(
      Buffer.from(
        `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n${images.map((image, index) => `  - {name: c${index}, image: ${image}}\n`).join('')}`,
      ),
      file,
    ).manifests.map((manifest) => ({ ...manifest, source: { ...manifest.source, root } }));
  const images = collectImages(
    [...pod('z.yaml', 'b', 'one', 'two', 'one'), ...pod('b.yaml', 'a', 'two'), ...pod('a.yaml', 'b', 'one')],
    [],
  );
  expect(
    images.map(({ written, uses }) => [
      written,
      ...uses.map((use) => `${use.place.location.file}:${use.place.location.startLine} ${formatPath(use.path)}`),
    ]),
  ).toEqual([
    ['two', 'b.yaml:6 spec.containers[0].image', 'z.yaml:7 spec.containers[1].image'],
    [
      'one',
      'a.yaml:6 spec.containers[0].image',
      'z.yaml:6 spec.containers[0].image',
      'z.yaml:8 spec.containers[2].image',
    ],
  ]);
});

describe("the policy's customResources", () => {
  const gadget = `
apiVersion: example.com/v2
kind: Gadget
metadata: { name: gadget, annotations: { "example.com/image": annotated } }
spec:
  image: one
  parts: [{ image: two }, { image: three }]
  byName: { a: { image: four } }
  pod: { containers: [{ image: five }], volumes: [{ image: { reference: six } }] }
  containers: [{ name: shape, image: seven }]
`;

  test('name images and pod specs by path, beside what has a pod spec by its shape', () => {
    const entry = {
      apiVersion: 'example.com/*',
      kind: 'Gadget',
      images: [
        'spec.image',
        'spec.parts[*].image',
        'spec.byName[*].image',
        'metadata.annotations["example.com/image"]',
      ],
      podSpecs: ['spec.pod'],
    };
    expect(texts(collect(gadget, [entry])).toSorted()).toEqual(
      ['annotated', 'one', 'two', 'three', 'four', 'five', 'six', 'seven'].toSorted(),
    );
  });

  test.each([
    ['example.com/v2', 'Gadget', true],
    ['example.com/v1', 'Gadget', false],
    ['example.com/*', 'Widget', false],
    ['example.org/*', 'Gadget', false],
  ])('%s %s is meant: %s', (apiVersion, kind, meant) => {
    const entry = { apiVersion, kind, images: ['spec.image'], podSpecs: [] };
    expect(texts(collect(gadget, [entry])).includes('one')).toBe(meant);
  });

  test('a place that is also found by its shape is one use', () => {
    const entry = {
      apiVersion: 'example.com/*',
      kind: 'Gadget',
      images: ['spec.containers[*].image'],
      podSpecs: ['spec'],
    };
    expect(collect(gadget, [entry])[0]?.uses).toHaveLength(1);
  });

  const bad = [
    '',
    'spec.',
    '.spec',
    'spec..image',
    'spec[',
    'spec[x]',
    'spec.*.image',
    'spec image',
    '$.spec',
    'a["\\x"]',
  ];
  test.each(bad)('%j is no path, for the policy file neither', (path) => {
    const entry = { apiVersion: 'example.com/*', kind: 'Gadget', images: [path], podSpecs: [] };
    expect(() => collect(gadget, [entry])).toThrow(UsageError);
    expect(() => completePolicy({ version: 1, customResources: [entry] })).toThrow();
  });

  const good = ['spec', 'spec.a-b_c', 'spec[0].image', 'spec[*][*]', 'a["x/y.z"].b', '["x"].b', 'a["\\"\\\\\\u0041"]'];
  test.each(good)('%j is a path, for the policy file too', (path) => {
    const entry = { apiVersion: 'example.com/*', kind: 'Gadget', images: [path], podSpecs: [] };
    expect(completePolicy({ version: 1, customResources: [entry] }).customResources).toEqual([entry]);
    expect(() => collect(gadget, [entry])).not.toThrow();
  });

  test('what formatPath writes is read back', () => {
    const key = fc.string({ unit: 'binary', maxLength: 5 }).filter((text) => !/\p{Cc}/u.test(text));
    const step = fc.oneof(key, fc.nat({ max: 9 }), fc.constantFrom('spec', 'a/b', 'a"\\b', '\n'));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (path) => {
        expect(parsePathPattern(formatPath(path))).toEqual(path);
      }),
    );
  });
});

test('any object is read without an error, and every image is where its path says', () => {
  const json = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 6, depthSize: 'medium' },
      fc.constantFrom<Json>(null, true, 3, '', 'nginx', 'apps/v1'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          'spec',
          'template',
          'containers',
          'initContainers',
          'volumes',
          'image',
          'name',
          'kind',
          'apiVersion',
        ),
        tie('value'),
        { maxKeys: 4 },
      ),
    ),
  }));
  const type = fc.constantFrom(
    ['v1', 'Pod'],
    ['apps/v1', 'Deployment'],
    ['example.com/v1', 'X'],
    ['tekton.dev/v1', 'Task'],
  );
  fc.assert(
    fc.property(type, json.value, ([apiVersion = '', kind = ''], spec) => {
      const place = {
        location: { file: 'a', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1, exact: true },
        related: [],
      };
      const object = { apiVersion, kind, metadata: { name: 'a' }, spec };
      const manifest: Manifest = {
        ref: { file: 'a', document: 0, apiVersion, kind, name: 'a' },
        source: { kind: 'plain', root: '', files: ['a'] },
        object,
        namespace: 'default',
        place: () => place,
      };
      for (const { written, uses } of collectImages([manifest], [])) {
        for (const { path } of uses) expect(selectPaths(object, path)).toEqual([{ value: written, path }]);
      }
    }),
    { numRuns: 500 },
  );
});
