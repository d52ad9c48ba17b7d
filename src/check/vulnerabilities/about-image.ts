import { type Finding, formatPath, type Location, type ResolvedImage } from '../../domain/index.ts';

type About = Pick<Finding, 'rule' | 'severity' | 'result' | 'enforcement' | 'message' | 'identity' | 'advisory'>;

/** A finding about an image, at its first use; the others are related. */
export function about(image: ResolvedImage, what: About): Finding {
  const [first] = image.uses;
  const { rule, severity, result, enforcement, message, identity, advisory } = what;
  return {
    // One by one: a spread takes twice the time, and there are ten thousands of these for a thousand images.
    rule,
    severity,
    result,
    enforcement,
    message,
    identity,
    ...(advisory === undefined ? {} : { advisory }),
    manifest: first.manifest.ref,
    image: image.written,
    location: first.place.location,
    related: relatedOf(image.uses),
    path: formatPath(first.path),
    digest: image.digest,
  };
}

/** One list for all the findings of an image: it may run in thousands of places, and have hundreds of vulnerabilities. */
const related = new WeakMap<ResolvedImage['uses'], readonly Location[]>();

function relatedOf(uses: ResolvedImage['uses']): readonly Location[] {
  const known = related.get(uses);
  if (known !== undefined) return known;
  const [first, ...others] = uses;
  const made = [...first.place.related, ...others.map((use) => use.place.location)];
  related.set(uses, made);
  return made;
}

/** Each once, in order. Most findings are about one package of one version: nothing is made for those. */
export function unique(values: readonly string[]): readonly string[] {
  return values.length < 2 ? values : [...new Set(values)].sort();
}

export function distinct(values: readonly string[]): string {
  return unique(values).join(' and ');
}
