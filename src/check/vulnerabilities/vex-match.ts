import { isOver, type ResolvedImage } from '../../domain/index.ts';
import { parseImageReference } from '../../images/index.ts';
import type { PlatformVulnerability } from './findings.ts';
import { covers, type PackageUrl, parsePackageUrl } from './package-url.ts';
import type { VexProduct, VexStatement } from './vex.ts';

/** The statement that lets a vulnerability of an image pass: the newest that is about both, and only if it says so. */
export function settledBy(
  image: ResolvedImage,
  one: PlatformVulnerability,
  statements: readonly VexStatement[],
  now: Date,
): VexStatement | null {
  if (statements.length === 0) return null;
  const { id, aliases } = one.found;
  const names = new Set([id, ...aliases]);
  const about = statements.filter(
    (statement) =>
      // What is still to come excuses nothing yet; a warning of it counts.
      (isOver(statement.at, now) || !excuses(statement, image, one)) &&
      statement.names.some((name) => names.has(name)) &&
      statement.products.some((product) => means(product, image, one)),
  );
  // Two words of one moment that differ settle nothing.
  const newest = about.filter(({ at }) => at === about[0]?.at);
  const settles = newest.every((statement) => excuses(statement, image, one));
  return settles ? (newest[0] ?? null) : null;
}

/**
 * `fixed`: "these product versions contain a fix" (OPENVEX-SPEC.md, Status Labels). One that names no version does not say
 * which, and the version at hand may be from before. A product that is not affected is not in any version where it names none,
 * as go-vex and Trivy match package URLs.
 */
function excuses({ status, products }: VexStatement, image: ResolvedImage, one: PlatformVulnerability): boolean {
  if (status === 'not_affected') return true;
  return status === 'fixed' && products.some((product) => means(product, image, one, namesVersion));
}

export function namesVersion({ version }: PackageUrl): boolean {
  return version !== null;
}

function means(
  product: VexProduct,
  image: ResolvedImage,
  one: PlatformVulnerability,
  counts: (url: PackageUrl) => boolean = () => true,
): boolean {
  const isMeant = urlsOf(product).some(
    (url) => counts(url) && (isOfImage(url) ? isThisImage(url, image, one) : isPackage(url, one)),
  );
  if (!isMeant) return false;
  const { subcomponents } = product;
  return subcomponents.length === 0 || subcomponents.some((part) => urlsOf(part).some((url) => isPackage(url, one)));
}

export const isOfImage = ({ type }: PackageUrl): boolean => type === 'oci' || type === 'docker';

/** What a product or a part of one goes by, of what can be compared. */
export function urlsOf(component: Pick<VexProduct, '@id' | 'identifiers'>): readonly PackageUrl[] {
  return [component['@id'], component.identifiers?.purl].flatMap((text) => {
    return (text === undefined ? null : parsePackageUrl(text)) ?? [];
  });
}

/** A name alone could be anybody's image: the statement must name its repository or its digest, and right. */
export function namesNobody(url: PackageUrl): boolean {
  return url.type !== 'oci' || (url.version === null && !url.qualifiers.has('repository_url'));
}

function isThisImage(url: PackageUrl, image: ResolvedImage, { digest, platform }: PlatformVulnerability): boolean {
  if (namesNobody(url)) return false;
  const { version, qualifiers } = url;
  if (version !== null && version !== image.digest && version !== digest) return false;
  const [arch, tag, home] = ['arch', 'tag', 'repository_url'].map((key) => qualifiers.get(key));
  // Without a platform or a tag to compare with, only the digest says that it is this one.
  const isOther = platform === null ? version === null : platform.split('/')[1] !== arch;
  if (arch !== undefined && isOther) return false;
  if (tag !== undefined && version === null && tag !== image.reference.tag) return false;
  if (home === undefined) return true;
  const reference = parseImageReference(home);
  if ('problem' in reference) return false;
  const { registry, path } = reference.reference;
  return registry === image.reference.registry && path === image.reference.path;
}

function isPackage(pattern: PackageUrl, { found: { purl } }: PlatformVulnerability): boolean {
  const own = purl === null ? null : parsePackageUrl(purl);
  return own !== null && covers(pattern, own);
}
