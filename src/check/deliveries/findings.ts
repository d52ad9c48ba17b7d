import { describeManifest, type Finding, formatPath, type RuleId } from '../../domain/index.ts';
import type { Delivery } from './delivery.ts';

interface Details {
  readonly rule: RuleId;
  readonly result: Finding['result'];
  readonly what: string;
  readonly remedy: string;
}

const MAX_TEXT = 200;

/** A text of a manifest, in quotes and of bounded length. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}[...]` : text);
}

/** About an object that has something deployed from elsewhere, at the line that says from where. */
export function deliveryFinding(
  { manifest, at }: Pick<Delivery, 'manifest' | 'at'>,
  { rule, result, what, remedy }: Details,
): Finding {
  const { location, related } = manifest.place(at);
  return {
    rule,
    severity: 'high',
    result,
    enforcement: 'block',
    message: `${describeManifest(manifest.ref)}: ${what}. ${remedy}`,
    manifest: manifest.ref,
    image: null,
    location,
    related,
    path: formatPath(at),
    identity: [what],
    digest: null,
  };
}
