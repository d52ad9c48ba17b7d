import { hash } from 'node:crypto';
import { type Finding, formatPath, type Image, type ManifestRef } from '../domain/index.ts';

/** Families of rules whose findings are about a written image reference, wherever it is used. */
const IMAGE_FAMILIES = ['image/', 'signature/', 'attestation/', 'vulnerability/'] as const;

/** True where one finding stands for every use of its image: `manifest` and `location` are then only the first use. */
export function isAboutImage(finding: Pick<Finding, 'rule' | 'image'>): boolean {
  return finding.image !== null && IMAGE_FAMILIES.some((family) => finding.rule.startsWith(family));
}

/**
 * What makes two findings the same problem: rule, object, path, identity and image. No line numbers and no file names,
 * so that moved lines and renamed files keep it; where nothing names an object (a file that cannot be read, a chart
 * that does not render), the file stands in for it, or mending one file would excuse breaking another. Where a whole
 * lacks something, it stands for the object.
 *
 * A finding about an image holds no object: its uses are compared one by one (see `placesOf`).
 *
 * @returns 64 hexadecimal digits. Not unique: equal fingerprints are told apart by their count.
 */
export function fingerprintOf(finding: Finding): string {
  const known = fingerprints.get(finding);
  if (known !== undefined) return known;
  const made = fingerprint(finding);
  fingerprints.set(finding, made);
  return made;
}

/** Head and base ask for each again and again. */
const fingerprints = new WeakMap<Finding, string>();

function fingerprint(finding: Finding): string {
  const own = finding.subject === undefined ? objectPlace(finding) : [finding.subject];
  const place = isAboutImage(finding) ? null : own;
  const parts = [1, finding.rule, place, finding.identity, finding.image];
  return hash('sha256', JSON.stringify(parts));
}

/**
 * What two findings must share to be compared at all: the rule and the object, or the fingerprint where there is no
 * object to go by.
 */
export function problemKey(finding: Finding): string {
  if (isAboutImage(finding) || finding.manifest === null) return fingerprintOf(finding);
  if (finding.subject !== undefined) return JSON.stringify([finding.rule, finding.subject]);
  return JSON.stringify([finding.rule, ...objectIdentity(finding.manifest)]);
}

/**
 * For a finding about an image: object and path of each of its uses. List indices are left out, so that a container
 * added above does not make those below it new; how often a place occurs is counted instead. Empty for other findings.
 */
export function placesOf(finding: Finding, images: ReadonlyMap<string, Image>): readonly string[] {
  if (finding.image === null || !isAboutImage(finding)) return [];
  const image = images.get(finding.image);
  return image === undefined ? [JSON.stringify(objectPlace(finding))] : usesOf(image);
}

/** An image of thousands of uses has hundreds of findings: one list for all of them. */
const usesByImage = new WeakMap<Image, readonly string[]>();

function usesOf(image: Image): readonly string[] {
  const known = usesByImage.get(image);
  if (known !== undefined) return known;
  const made = image.uses.map((use) => {
    const path = formatPath(use.path.filter((step) => typeof step === 'string'));
    return JSON.stringify([...objectIdentity(use.manifest.ref), path]);
  });
  usesByImage.set(image, made);
  return made;
}

function objectPlace(finding: Finding): readonly (string | null)[] {
  const object = finding.manifest === null ? ['file', finding.location.file] : objectIdentity(finding.manifest);
  return [...object, finding.path];
}

/** The group without the version: `apps/v1beta1` and `apps/v1` are one object to the cluster. */
export function objectIdentity(ref: ManifestRef): readonly string[] {
  const slash = ref.apiVersion.indexOf('/');
  const group = slash === -1 ? '' : ref.apiVersion.slice(0, slash);
  return [group, ref.kind, ref.namespace ?? '', ref.name];
}
