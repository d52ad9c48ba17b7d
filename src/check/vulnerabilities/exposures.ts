import type { Finding, ResolvedImage } from '../../domain/index.ts';
import type { VulnerabilityPolicy } from '../../policy/index.ts';
import { about, distinct } from './about-image.ts';
import type { OnPlatform } from './findings.ts';
import type { Exposure } from './scan-result.ts';
import { reaches, severityOf, type TrivySeverity, worst } from './severity.ts';

const MAX_TEXT = 200;

type Found = OnPlatform<Exposure>;

/**
 * `image/secret` and `image/misconfiguration`, where the policy asks for them: one finding for a rule of Trivy's and a
 * file of the image. What a secret says is in none of them: not even the line around it, which Trivy masks.
 */
export function exposureFindings(
  image: ResolvedImage,
  found: readonly Found[],
  policy: VulnerabilityPolicy & { readonly severity: TrivySeverity },
): readonly Finding[] {
  const groups = Map.groupBy(found, ({ found: { kind, id, file } }) => JSON.stringify([kind, id, file]));
  return [...groups.values()].flatMap((group) => {
    const [first, ...more] = group;
    if (first === undefined) return [];
    const { kind, id, file } = first.found;
    const level = kind === 'secret' ? policy.secrets : policy.misconfiguration;
    if (level === 'off') return [];
    const severity = worst(group.map((one) => one.found.severity));
    // A secret is one whatever it opens; a misconfiguration is weighed as a vulnerability is.
    const blocks = level === 'block' && (kind === 'secret' || reaches(severity, policy.severity));
    return about(image, {
      rule: kind === 'secret' ? 'image/secret' : 'image/misconfiguration',
      severity: severityOf(severity),
      result: { outcome: 'fail' },
      enforcement: blocks ? 'block' : 'warn',
      message: kind === 'secret' ? secretMessage(image, [first, ...more]) : adviceOn(image, [first, ...more]),
      identity: [image.digest, id, file],
    });
  });
}

type Group = readonly [Found, ...Found[]];

function placeIn(image: ResolvedImage, group: Group): string {
  const [{ found: first }] = group;
  const lines = [...new Set(group.flatMap(({ found }) => found.line ?? []))].sort((a, b) => a - b);
  const where =
    lines.length === 0 ? '' : `, line ${lines.slice(0, 5).join(', ')}${lines.length > 5 ? ' and more' : ''},`;
  const platforms = group.flatMap(({ platform }) => platform ?? []);
  return `${clip(first.file)}${where} of ${image.written}${platforms.length === 0 ? '' : ` (${distinct(platforms)})`}`;
}

function secretMessage(image: ResolvedImage, group: Group): string {
  const [{ found }] = group;
  const { title, id } = found;
  return `Build the image without the secret in ${placeIn(image, group)}: it looks like ${clip(title)} (${clip(id)}). Whoever can pull the image can read it, in an earlier layer too where a later one deletes it: replace the secret.`;
}

function adviceOn(image: ResolvedImage, group: Group): string {
  const [{ found }] = group;
  const { title, id, advice, severity } = found;
  const what = `${clip(title)} (${clip(id)}, ${severityOf(severity)})`;
  return `${advice === '' ? 'Correct' : `${clip(advice).replace(/\.$/, '')}, in`} ${placeIn(image, group)}: ${what}.`;
}

/** Names and texts come from the image and from Trivy's rules. */
function clip(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length > MAX_TEXT ? `${plain.slice(0, MAX_TEXT).trimEnd()}...` : plain;
}
