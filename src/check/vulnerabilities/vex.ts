import { z } from 'zod';
import { type ResolvedImage, UsageError } from '../../domain/index.ts';
import { parseImageReference } from '../../images/index.ts';
import type { SignatureDocument } from '../../policy/index.ts';
import { parseJson } from './exploited.ts';
import { covers, parsePackageUrl } from './package-url.ts';
import type { Vulnerability } from './scan-result.ts';

const Component = z.looseObject({
  '@id': z.string().optional(),
  identifiers: z.looseObject({ purl: z.string().optional() }).optional(),
});
const Statement = z
  .looseObject({
    // Version 0.0.x of the format wrote the name alone.
    vulnerability: z.union([
      z.string().min(1),
      z.looseObject({ name: z.string().min(1), aliases: z.array(z.string()).default([]) }),
    ]),
    timestamp: z.iso.datetime({ offset: true }).optional(),
    products: z.array(z.looseObject({ ...Component.shape, subcomponents: z.array(Component).default([]) })).min(1),
    status: z.enum(['not_affected', 'affected', 'fixed', 'under_investigation']),
    justification: z.string().optional(),
    impact_statement: z.string().optional(),
  })
  .refine(({ status, justification, impact_statement }) => {
    return status !== 'not_affected' || (justification ?? '') !== '' || (impact_statement ?? '') !== '';
  }, 'not_affected needs a justification or an impact_statement');

/** OpenVEX (openvex/spec, OPENVEX-SPEC.md 0.2.0). */
const Document = z.looseObject({
  '@context': z.string().startsWith('https://openvex.dev/ns'),
  author: z.string().min(1),
  timestamp: z.iso.datetime({ offset: true }),
  statements: z.array(Statement).min(1),
});

export interface VexStatement {
  readonly file: string;
  readonly names: readonly string[];
  readonly at: number;
  readonly products: z.output<typeof Statement>['products'];
  readonly status: z.output<typeof Statement>['status'];
  readonly reason: string;
}

/** The newest word first; null for what is no OpenVEX. `source`: where it is from, the subject of a sentence. */
export function readAttestedVex(document: unknown, source: string): readonly VexStatement[] | null {
  const parsed = Document.safeParse(document);
  return parsed.success ? statementsOf(parsed.data, source).sort(newestFirst) : null;
}

/** The newest word first. @throws UsageError for a document that is no OpenVEX. */
export function readVex(documents: readonly SignatureDocument[]): readonly VexStatement[] {
  const statements = documents.flatMap(({ file, text }) => {
    const parsed = Document.safeParse(parseJson(text));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new UsageError({
        code: 'check/vex',
        stage: 'check',
        message: `${file}, which vulnerabilities.vex names, is no OpenVEX document: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`,
        remedy: 'Make it with vexctl, and keep it in the format of https://openvex.dev/ns/v0.2.0.',
      });
    }
    return statementsOf(parsed.data, file);
  });
  return statements.sort(newestFirst);
}

export function newestFirst(left: VexStatement, right: VexStatement): number {
  return right.at - left.at;
}

function statementsOf({ statements, timestamp }: z.output<typeof Document>, file: string): VexStatement[] {
  return statements.map((one) => {
    const { vulnerability } = one;
    const said = one.impact_statement ?? one.justification ?? '';
    return {
      file,
      names: typeof vulnerability === 'string' ? [vulnerability] : [vulnerability.name, ...vulnerability.aliases],
      at: Date.parse(one.timestamp ?? timestamp),
      products: one.products,
      status: one.status,
      reason: `${file} says ${one.status.replace('_', ' ')}${said === '' ? '' : `: ${said}`}`,
    };
  });
}

const EXCUSES: ReadonlySet<string> = new Set(['not_affected', 'fixed']);

/** The statement that lets a vulnerability of an image pass: the newest that is about both, and only if it says so. */
export function settledBy(
  image: ResolvedImage,
  one: Vulnerability & { readonly digest: string },
  statements: readonly VexStatement[],
  now: Date,
): VexStatement | null {
  const names = new Set([one.id, ...one.aliases]);
  const about = statements.filter(
    ({ at, names: theirs, products, status }) =>
      // What is still to come excuses nothing yet; a warning of it counts.
      (at <= now.getTime() || !EXCUSES.has(status)) &&
      theirs.some((name) => names.has(name)) &&
      products.some((part) => means(part, image, one)),
  );
  // Two words of one moment that differ settle nothing.
  const newest = about.filter(({ at }) => at === about[0]?.at);
  const settles = newest.every(({ status }) => EXCUSES.has(status));
  return settles ? (newest[0] ?? null) : null;
}

function means(
  product: VexStatement['products'][number],
  image: ResolvedImage,
  one: Vulnerability & { readonly digest: string },
): boolean {
  const { subcomponents } = product;
  if (!urlsOf(product).some((url) => (isImage(url) ? isThisImage(url, image, one.digest) : isPackage(url, one)))) {
    return false;
  }
  return subcomponents.length === 0 || subcomponents.some((part) => urlsOf(part).some((url) => isPackage(url, one)));
}

const isImage = (url: string): boolean => /^pkg:\/*(oci|docker)\//i.test(url);

function urlsOf(component: z.output<typeof Component>): readonly string[] {
  return [component['@id'], component.identifiers?.purl].filter((url) => url !== undefined);
}

/** A name alone could be anybody's image: the statement must name its repository or its digest, and right. */
function isThisImage(url: string, image: ResolvedImage, digest: string): boolean {
  const parsed = parsePackageUrl(url);
  if (parsed?.type !== 'oci') return false;
  const home = parsed.qualifiers.get('repository_url');
  if (home === undefined && parsed.version === null) return false;
  if (parsed.version !== null && parsed.version !== image.digest && parsed.version !== digest) return false;
  if (home === undefined) return true;
  const reference = parseImageReference(home);
  if ('problem' in reference) return false;
  const { registry, path } = reference.reference;
  return registry === image.reference.registry && path === image.reference.path;
}

function isPackage(url: string, { purl }: Vulnerability): boolean {
  const pattern = parsePackageUrl(url);
  const own = purl === null ? null : parsePackageUrl(purl);
  return pattern !== null && own !== null && covers(pattern, own);
}
