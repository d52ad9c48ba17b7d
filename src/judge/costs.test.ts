import { describe, expect, test } from 'vitest';
import { DIGEST, finding, image, imageUse, location, manifestRef } from '../../test/support/findings.ts';
import type { ImageUse, Manifest } from '../domain/index.ts';
import { completePolicy } from '../policy/schema.ts';
import { judge } from './index.ts';
import type { Side } from './side.ts';

const USES = 50;
const CVES = 40;
const IMAGES = 3;

/** Images that run in many places and have many vulnerabilities, and how often what runs them was looked at. */
function busySide(tag: string): Side & { readonly looks: () => number } {
  let looks = 0;
  const counted = (manifest: Manifest): Manifest => ({
    ...manifest,
    get ref() {
      looks += 1;
      return manifest.ref;
    },
  });
  const images = Array.from({ length: IMAGES }, (_, at) => {
    const written = `ghcr.io/acme/api-${at}:${tag}`;
    const uses = Array.from({ length: USES }, (_, place): ImageUse => {
      const use = imageUse(written, location(`${at}/${place}.yaml`), manifestRef({ name: `api-${at}-${place}` }));
      return { ...use, manifest: counted(use.manifest) };
    });
    const [first, ...others] = uses;
    if (first === undefined) throw new Error('no use');
    return image(written, { path: `acme/api-${at}`, tag }, [first, ...others]);
  });
  const findings = images.flatMap(({ written }) =>
    Array.from({ length: CVES }, (_, at) =>
      finding({ rule: `vulnerability/CVE-${at}`, image: written, identity: [DIGEST, 'alpine', 'openssl'] }),
    ),
  );
  return { images, findings, looks: () => looks };
}

describe('an image of many uses and many findings', () => {
  test.each(['1', '2'])('is looked at a few times a use, not once a finding, against tag %s', (tag) => {
    const [head, base] = [busySide('1'), busySide(tag)];
    const policy = completePolicy({ version: 1 });
    const { findings } = judge({ head, base, policy, policyFile: '', now: new Date('2026-11-23T12:00:00Z') });
    expect(findings.map(({ effect }) => effect)).toEqual(Array(IMAGES * CVES).fill('baseline'));
    for (const { looks } of [head, base]) expect(looks()).toBeLessThan(5 * IMAGES * USES);
  });
});
