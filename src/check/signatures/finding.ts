import { type Finding, formatPath, type ImageUse, type ResolvedImage, type RuleId } from '../../domain/index.ts';
import { RULES } from './rules.ts';

/** A finding about one image: at its first use that is concerned, the others beside it. */
export function findingOf(
  image: ResolvedImage,
  rule: RuleId,
  details: {
    readonly result: Finding['result'];
    readonly enforcement: Finding['enforcement'];
    readonly message: string;
    readonly uses: ReadonlySet<ImageUse>;
    readonly severity?: Finding['severity'];
  },
): Finding {
  const [first] = image.uses;
  const uses = image.uses.filter((use) => details.uses.has(use));
  const at = uses[0] ?? first;
  return {
    rule,
    severity: details.severity ?? RULES.find((known) => known.id === rule)?.severity ?? 'critical',
    result: details.result,
    enforcement: details.enforcement,
    message: details.message,
    manifest: at.manifest.ref,
    image: image.written,
    location: at.place.location,
    related: [...at.place.related, ...uses.filter((use) => use !== at).map((use) => use.place.location)],
    path: formatPath(at.path),
    identity: [image.written, image.digest],
    digest: image.digest,
  };
}
