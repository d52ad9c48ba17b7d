import { z } from 'zod';
import { parsePackageUrl } from './package-url.ts';
import type { TrivyReport } from './trivy-report.ts';

/** A bill of materials (SBOM) as far as the gate reads it itself: enough to see whether Trivy understood all of it. */
export interface Bill {
  /** What Trivy gets: JSON. */
  readonly text: string;
  /** Each package that it names, as `keyOf` says. */
  readonly packages: ReadonlySet<string>;
  /**
   * Those that name what they were built from, the way Trivy reads it. Distributions write advisories for source packages:
   * where the source is not named, Trivy takes the package's own name for it, and finds nothing (libssl3 is of openssl).
   */
  readonly sourced: ReadonlySet<string>;
  /** How many entries are packages without a package URL, which no scanner can look up. */
  readonly unnamed: number;
  /** It says that it is of a container image, and not of an application that is one part of it. */
  readonly ofImage: boolean;
}

/** CycloneDX (bom-1.6.schema.json). Components may hold components. */
const CycloneDx = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string(),
  metadata: z.looseObject({ component: z.looseObject({ type: z.string() }).optional() }).optional(),
  components: z.array(z.unknown()).default([]),
});
const Component = z.looseObject({
  type: z.string(),
  purl: z.string().optional(),
  components: z.array(z.unknown()).default([]),
  properties: z.array(z.looseObject({ name: z.string(), value: z.string().default('') })).default([]),
});

/** SPDX 2.2 and 2.3 (spdx-schema.json). */
const Spdx = z.looseObject({
  spdxVersion: z.string().startsWith('SPDX-2.'),
  documentDescribes: z.array(z.string()).default([]),
  packages: z
    .array(
      z.looseObject({
        SPDXID: z.string(),
        primaryPackagePurpose: z.string().default('LIBRARY'),
        sourceInfo: z.string().default(''),
        externalRefs: z.array(z.looseObject({ referenceType: z.string(), referenceLocator: z.string() })).default([]),
      }),
    )
    .default([]),
  relationships: z
    .array(z.looseObject({ spdxElementId: z.string(), relationshipType: z.string(), relatedSpdxElement: z.string() }))
    .default([]),
});

/** Kinds of entries that are packages. Trivy's files, applications and systems have no package URL of their own. */
const PACKAGES: ReadonlySet<string> = new Set(['library', 'framework', 'LIBRARY', 'FRAMEWORK']);
/** Package URLs of whole images. */
const IMAGES: ReadonlySet<string> = new Set(['oci', 'docker']);

/** The bill in a predicate, or a clause that says why there is none. */
export function readBill(predicate: unknown): Bill | string {
  const read = readCycloneDx(predicate) ?? readSpdx(predicate);
  if (read === null) return 'it is neither CycloneDX nor SPDX 2 in JSON';
  if (typeof read === 'string') return read;
  const { entries, ofImage } = read;
  const packages = new Set<string>();
  const sourced = new Set<string>();
  let unnamed = 0;
  for (const { isPackage, isSourced, purls } of entries) {
    if (purls.length === 0 && isPackage) unnamed += 1;
    for (const purl of purls) {
      const key = keyOf(purl);
      if (key === null) unnamed += 1;
      else if (key !== IMAGE) packages.add(key);
      if (key !== null && isSourced) sourced.add(key);
    }
  }
  try {
    return { text: JSON.stringify(predicate), packages, sourced, unnamed, ofImage };
  } catch (error) {
    // Written as deeply nested as it was read, it takes more of the stack than reading it did.
    if (!(error instanceof RangeError)) throw error;
    return 'it is nested too deeply';
  }
}

/** Trivy's own names (pkg/sbom/cyclonedx/marshal.go, pkg/sbom/spdx/marshal.go), which are all that it reads. */
const SOURCE_PROPERTIES = ['aquasecurity:trivy:SrcName', 'aquasecurity:trivy:SrcVersion'];
const SOURCE_INFO = /^built package from: \S+ \S+/;

interface Entry {
  readonly isPackage: boolean;
  readonly isSourced: boolean;
  readonly purls: readonly string[];
}

interface Read {
  readonly entries: readonly Entry[];
  readonly ofImage: boolean;
}

function readCycloneDx(predicate: unknown): Read | string | null {
  const parsed = CycloneDx.safeParse(predicate);
  if (!parsed.success) return null;
  const entries: Entry[] = [];
  const open = [...parsed.data.components];
  while (open.length > 0) {
    const component = Component.safeParse(open.pop());
    if (!component.success) return 'one of its components is not as CycloneDX has them';
    const { type, purl, components, properties } = component.data;
    const isSourced = SOURCE_PROPERTIES.every((wanted) =>
      properties.some(({ name, value }) => name === wanted && value !== ''),
    );
    entries.push({ isPackage: PACKAGES.has(type), isSourced, purls: purl === undefined ? [] : [purl] });
    for (const one of components) open.push(one);
  }
  return { entries, ofImage: parsed.data.metadata?.component?.type === 'container' };
}

function readSpdx(predicate: unknown): Read | null {
  const parsed = Spdx.safeParse(predicate);
  if (!parsed.success) return null;
  const { packages, relationships, documentDescribes } = parsed.data;
  const described = new Set(documentDescribes);
  for (const { spdxElementId, relationshipType, relatedSpdxElement } of relationships) {
    if (spdxElementId === 'SPDXRef-DOCUMENT' && relationshipType === 'DESCRIBES') described.add(relatedSpdxElement);
  }
  const entries = packages.map(({ SPDXID, primaryPackagePurpose, sourceInfo, externalRefs }) => ({
    // What the document describes is the image itself.
    isPackage: PACKAGES.has(primaryPackagePurpose) && !described.has(SPDXID),
    isSourced: SOURCE_INFO.test(sourceInfo),
    purls: externalRefs.flatMap(({ referenceType, referenceLocator }) =>
      referenceType === 'purl' ? [referenceLocator] : [],
    ),
  }));
  const ofImage = packages.some((one) => described.has(one.SPDXID) && one.primaryPackagePurpose === 'CONTAINER');
  return { entries, ofImage };
}

const IMAGE = 'image';

/** Type, name and version of a package, without qualifiers; null for what is no package URL. */
function keyOf(purl: string): string | null {
  const parsed = parsePackageUrl(purl);
  if (parsed === null) return null;
  if (IMAGES.has(parsed.type)) return IMAGE;
  return JSON.stringify([parsed.type, parsed.namespace, parsed.name, parsed.version]);
}

/**
 * How many packages of a bill Trivy's report on it leaves out, or judges by a source that it had to guess: nobody looked for
 * all advisories of those.
 */
export function leftOut(
  { packages, sourced, unnamed }: Pick<Bill, 'packages' | 'sourced' | 'unnamed'>,
  { Metadata, Results }: TrivyReport,
): number {
  const { OS: system = null } = Metadata;
  const isNamed = system !== null && system.Family !== 'none';
  const seen = new Set(
    Results.flatMap(({ Class, Packages }) => {
      const keys = Packages.map(({ Identifier }) => keyOf(Identifier.PURL));
      return Class === 'os-pkgs' ? keys.filter((key) => isNamed && key !== null && sourced.has(key)) : keys;
    }),
  );
  return unnamed + [...packages].filter((key) => !seen.has(key)).length;
}
