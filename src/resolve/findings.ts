import { type Finding, formatPath, type Image, type Resolution } from '../domain/index.ts';
import { causeOf } from './cause.ts';

type About = Pick<Finding, 'rule' | 'severity' | 'result' | 'enforcement' | 'message' | 'identity' | 'digest'>;

/** A finding about a written reference: placed at its first use, the other uses beside it. */
export function findingAbout(image: Image, about: About): Finding {
  const [first, ...others] = image.uses;
  return {
    ...about,
    manifest: first.manifest.ref,
    image: image.written,
    location: first.place.location,
    related: [...first.place.related, ...others.map((use) => use.place.location)],
    path: formatPath(first.path),
  };
}

function unreadable(image: Image, problem: string): Finding {
  return findingAbout(image, {
    rule: 'image/unresolvable',
    severity: 'high',
    result: { outcome: 'fail' },
    enforcement: 'block',
    message: `${JSON.stringify(image.written)} is no image reference: ${problem}. Nothing can be pulled by it, and nothing can be checked. Correct it.`,
    identity: [],
    digest: null,
  });
}

function notResolved(image: Image, resolution: Extract<Resolution, { status: 'absent' | 'unknown' }>): Finding {
  const { error, status } = resolution;
  const absent = status === 'absent';
  const means = absent
    ? 'The image does not exist, so no cluster could run it.'
    : 'Which image that is could not be found out, so it was not checked.';
  return findingAbout(image, {
    rule: 'image/unresolvable',
    severity: 'high',
    result: absent ? { outcome: 'fail' } : { outcome: 'unknown', cause: causeOf(error.failure) },
    enforcement: 'block',
    message: `${image.written} could not be resolved to a digest. ${error.message} ${means} ${error.remedy}`,
    identity: [absent ? 'absent' : error.failure],
    digest: image.reference?.digest ?? null,
  });
}

/** `image/unresolvable`: a failure for what does not exist or is no reference, an unknown for all the rest. */
export function resolutionFindings(
  images: readonly Image[],
  resolutions: ReadonlyMap<string, Resolution>,
): readonly Finding[] {
  return images.flatMap((image) => {
    if (image.reference === null) return [unreadable(image, image.problem ?? 'it cannot be read')];
    const resolution = resolutions.get(image.written);
    if (resolution === undefined || resolution.status === 'resolved' || resolution.status === 'skipped') return [];
    return [notResolved(image, resolution)];
  });
}
