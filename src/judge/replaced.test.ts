import { describe, expect, test } from 'vitest';
import { DIGEST, finding, image, imageUse, location, manifestRef, OTHER_DIGEST } from '../../test/support/findings.ts';
import { judged } from '../../test/support/judged.ts';
import type { Finding, Image, ImageUse } from '../domain/index.ts';
import { imageChanges, replacedImages } from './replaced.ts';

const OLD = 'ghcr.io/acme/api:1';
const NEW = 'ghcr.io/acme/api:2';

interface Container {
  readonly name: string;
  readonly image: string;
}

/** The uses of an image in a pod of these containers. */
function usesIn(containers: readonly Container[], written: string, name = 'api', list = 'containers'): ImageUse[] {
  const object = { spec: { [list]: containers.map(({ name: own, image: text }) => ({ name: own, image: text })) } };
  return containers.flatMap((container, index) => {
    if (container.image !== written) return [];
    const use = imageUse(written, location(), manifestRef({ kind: 'Pod', apiVersion: 'v1', name }));
    return [{ ...use, manifest: { ...use.manifest, object }, path: ['spec', list, index, 'image'] }];
  });
}

function imageIn(written: string, ...uses: readonly ImageUse[]): Image {
  const [first, ...others] = uses;
  if (first === undefined) throw new Error(`${written} is not used`);
  return image(written, {}, [first, ...others]);
}

const pod = (...containers: readonly [string, string][]): readonly Container[] =>
  containers.map(([name, text]) => ({ name, image: text }));

/** All images of a pod. */
const imagesOf = (containers: readonly Container[]): readonly Image[] =>
  [...new Set(containers.map(({ image: written }) => written))].map((written) =>
    imageIn(written, ...usesIn(containers, written)),
  );

const cve = (written: string, id = 'CVE-1', name = 'libssl3', digest = DIGEST, ...more: readonly string[]): Finding =>
  finding({
    rule: `vulnerability/${id}`,
    image: written,
    identity: [digest, 'alpine', name, ...more],
    digest,
    message: `${id} in ${written}`,
    advisory: {
      type: 'alpine',
      package: name,
      source: name,
      installed: ['1'],
      fixed: ['2'],
      exploited: false,
      blocksFrom: null,
    },
  });

const excused = (written: string, id?: string): Finding => cve(written, id, 'libssl3', DIGEST, 'vex');

const endOfLife = (written: string, digest = DIGEST): Finding =>
  finding({ rule: 'vulnerability/end-of-life', image: written, identity: [digest, 'alpine 3.10'], digest });

interface Row {
  readonly before: readonly Container[];
  readonly after: readonly Container[];
  readonly base: readonly Finding[];
  readonly head: readonly Finding[];
  readonly effects: readonly string[];
}

const api = (written: string): readonly Container[] => pod(['api', written]);

describe('a vulnerability that the image had which ran there before is known', () => {
  test.each<[string, Row]>([
    [
      'another digest, the same advisory',
      {
        before: api(OLD),
        after: api(NEW),
        base: [cve(OLD)],
        head: [cve(NEW, 'CVE-1', 'libssl3', OTHER_DIGEST)],
        effects: ['baseline'],
      },
    ],
    [
      'a new advisory',
      { before: api(OLD), after: api(NEW), base: [cve(OLD)], head: [cve(NEW, 'CVE-2')], effects: ['block'] },
    ],
    [
      'the same advisory of another package',
      { before: api(OLD), after: api(NEW), base: [cve(OLD)], head: [cve(NEW, 'CVE-1', 'zlib')], effects: ['block'] },
    ],
    [
      'an image of another repository',
      {
        before: api(OLD),
        after: api('quay.io/x/y:1'),
        base: [cve(OLD)],
        head: [cve('quay.io/x/y:1')],
        effects: ['baseline'],
      },
    ],
    [
      'a container was added above',
      {
        before: api(OLD),
        after: pod(['proxy', 'envoy:1'], ['api', NEW]),
        base: [cve(OLD)],
        head: [cve(NEW)],
        effects: ['baseline'],
      },
    ],
    [
      'moved to another container, which had a clean image',
      {
        before: pod(['api', OLD], ['proxy', 'envoy:1']),
        after: pod(['api', 'envoy:2'], ['proxy', NEW]),
        base: [cve(OLD)],
        head: [cve(NEW)],
        effects: ['block'],
      },
    ],
    [
      'in the same container and in one more',
      {
        before: api(OLD),
        after: pod(['api', NEW], ['two', NEW]),
        base: [cve(OLD)],
        head: [cve(NEW)],
        effects: ['block'],
      },
    ],
    [
      'a container of another name',
      { before: api(OLD), after: pod(['renamed', NEW]), base: [cve(OLD)], head: [cve(NEW)], effects: ['block'] },
    ],
    [
      'the name twice, which was there once',
      {
        before: api(OLD),
        after: pod(['api', NEW], ['api', NEW]),
        base: [cve(OLD)],
        head: [cve(NEW)],
        effects: ['block'],
      },
    ],
    [
      'two places, both of which had it',
      {
        before: pod(['api', OLD], ['two', 'other:1']),
        after: pod(['api', NEW], ['two', NEW]),
        base: [cve(OLD), cve('other:1')],
        head: [cve(NEW)],
        effects: ['baseline'],
      },
    ],
    [
      'two places, one of which had it',
      {
        before: pod(['api', OLD], ['two', 'other:1']),
        after: pod(['api', NEW], ['two', NEW]),
        base: [cve(OLD), cve('other:1', 'CVE-9')],
        head: [cve(NEW)],
        effects: ['block'],
      },
    ],
    [
      'a VEX document let it pass at the base',
      {
        before: api(OLD),
        after: api(NEW),
        base: [excused(OLD)],
        head: [cve(NEW)],
        effects: ['block'],
      },
    ],
    [
      'another digest, the same release past its end of life',
      {
        before: api(OLD),
        after: api(NEW),
        base: [endOfLife(OLD)],
        head: [endOfLife(NEW, OTHER_DIGEST)],
        effects: ['baseline'],
      },
    ],
    [
      'the base could not be scanned',
      {
        before: api(OLD),
        after: api(NEW),
        base: [
          {
            ...cve(OLD, 'unscannable'),
            result: { outcome: 'unknown', cause: 'content' },
          },
        ],
        head: [cve(NEW)],
        effects: ['block'],
      },
    ],
    [
      'what could not be scanned is no vulnerability',
      {
        before: api(OLD),
        after: api(NEW),
        base: [{ ...cve(OLD, 'unscannable'), result: { outcome: 'fail' } }],
        head: [{ ...cve(NEW, 'unscannable'), result: { outcome: 'unknown', cause: 'content' } }],
        effects: ['block'],
      },
    ],
    [
      'a missing signature of the image before excuses none of the new one',
      {
        before: api(OLD),
        after: api(NEW),
        base: [{ ...cve(OLD), rule: 'signature/missing' }],
        head: [{ ...cve(NEW), rule: 'signature/missing' }],
        effects: ['block'],
      },
    ],
  ])('%s', (_, { before, after, base, head, effects }) => {
    const given = { head, base, images: imagesOf(after), baseImages: imagesOf(before) };
    expect(judged(given).findings.map(({ effect }) => effect)).toEqual(effects);
    const all = judged({ ...given, policy: { gate: { scope: 'all' } } });
    expect(all.findings.map(({ effect }) => effect)).toEqual(effects.map(() => 'block'));
  });

  test('init containers and containers are different places, and so are two objects', () => {
    const given = { head: [cve(NEW)], base: [cve(OLD)] };
    const here = imageIn(NEW, ...usesIn(api(NEW), NEW));
    const init = imageIn(OLD, ...usesIn(api(OLD), OLD, 'api', 'initContainers'));
    const other = imageIn(OLD, ...usesIn(api(OLD), OLD, 'web'));
    for (const before of [init, other]) {
      const { findings } = judged({ ...given, images: [here], baseImages: [before] });
      expect(findings.map(({ effect }) => effect)).toEqual(['block']);
    }
  });
});

test('what is repaired in place is counted, once', () => {
  const given = {
    head: [cve(NEW)],
    base: [cve(OLD), cve(OLD, 'CVE-2'), cve(OLD, 'CVE-3')],
    images: imagesOf(api(NEW)),
    baseImages: imagesOf(api(OLD)),
  };
  expect(judged(given).repaired).toBe(2);
});

describe('the numbers of an image that replaces another', () => {
  const base = { images: imagesOf(api(OLD)), findings: [cve(OLD), cve(OLD, 'CVE-2'), cve(OLD, 'CVE-3')] };
  const all = new Set([OLD, NEW]);
  test.each<[string, readonly Finding[], ReadonlySet<string>, object | undefined]>([
    ['all fixed', [], all, { replaces: [OLD], fixed: 3, added: 0, remaining: 0 }],
    ['one left, one added', [cve(NEW), cve(NEW, 'CVE-9')], all, { replaces: [OLD], fixed: 2, added: 1, remaining: 1 }],
    ['the new one was not scanned in full', [], new Set([OLD]), undefined],
    ['the old one was not scanned in full', [], new Set([NEW]), undefined],
  ])('%s', (_, findings, scanned, expected) => {
    expect(imageChanges({ images: imagesOf(api(NEW)), findings }, base, scanned).get(NEW)).toEqual(expected);
  });

  /** Fixed, added, remaining. */
  test.each<[string, readonly Finding[], readonly Finding[], readonly [number, number, number]]>([
    ['VEX excuses it at the head', [cve(OLD)], [excused(NEW)], [0, 0, 1]],
    ['VEX excused it at the base', [excused(OLD)], [cve(NEW)], [0, 0, 1]],
    ['VEX excuses it on both sides', [excused(OLD)], [excused(NEW)], [0, 0, 1]],
    ['VEX excuses it on some platforms only', [cve(OLD)], [cve(NEW), excused(NEW)], [0, 0, 1]],
    ['what VEX excused is gone', [cve(OLD), excused(OLD)], [], [1, 0, 0]],
    ['what VEX excuses is new', [], [cve(NEW), excused(NEW)], [0, 1, 0]],
    ['a release past its end of life is gone', [endOfLife(OLD), cve(OLD)], [], [1, 0, 0]],
    ['a release past its end of life is new', [], [endOfLife(NEW)], [0, 0, 0]],
    ['a release past its end of life stays', [endOfLife(OLD)], [endOfLife(NEW, OTHER_DIGEST)], [0, 0, 0]],
  ])('%s', (_, before, after, [fixed, added, remaining]) => {
    const head = { images: imagesOf(api(NEW)), findings: after };
    const changes = imageChanges(head, { images: base.images, findings: before }, all);
    expect(changes.get(NEW)).toEqual({ replaces: [OLD], fixed, added, remaining });
  });

  test('none for an image that stays, or has a place of its own', () => {
    const stays = imageChanges(base, base, all);
    const more = imageChanges({ images: imagesOf(pod(['api', NEW], ['two', NEW])), findings: [] }, base, all);
    expect([stays.size, more.size]).toEqual([0, 0]);
  });
});

test('only images that something else runs in the place of are asked about', () => {
  const before = imagesOf(pod(['api', OLD], ['proxy', 'envoy:1'], ['gone', 'gone:1']));
  const after = imagesOf(pod(['api', NEW], ['proxy', 'envoy:1']));
  expect(replacedImages(after, before).map(({ written }) => written)).toEqual([OLD]);
});
