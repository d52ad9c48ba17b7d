import { describeManifest, type Image, repositoryOf } from '../../domain/index.ts';
import type { AdmissionDecision } from './admission.ts';

type Refusal = Extract<AdmissionDecision, { admitted: false }>;

const MOST_ENTRIES = 8;

/** "Deployment shop/api uses nginx:1.27", and how many places besides. */
function subject(image: Image): string {
  const [first, ...others] = image.uses;
  const more =
    others.length === 0 ? '' : others.length === 1 ? ' and 1 other place' : ` and ${others.length} other places`;
  return `${describeManifest(first.manifest.ref)}${more} ${more === '' ? 'uses' : 'use'} ${image.written}`;
}

export function deniedRegistryMessage(image: Image, refusal: Refusal, allow: readonly string[]): string {
  const repository = image.reference === null ? image.written : repositoryOf(image.reference);
  const from = repository === image.written ? subject(image) : `${subject(image)}, which is from ${repository}`;
  if (refusal.reason === 'denied') {
    const instead = allow.length === 0 ? 'another repository' : `one that images.allow admits: ${listed(allow)}`;
    return `${from}; the policy's images.deny refuses it by ${JSON.stringify(refusal.pattern)}. It is not contacted, and nothing else about it is checked. Use an image from ${instead}.`;
  }
  const admitted =
    allow.length === 0 ? 'images.allow is empty, so that it admits nothing' : `images.allow admits ${listed(allow)}`;
  return `${from}; the policy does not admit that repository: ${admitted}. Nobody here vouches for what is pushed there, so it is not contacted, and nothing else about it is checked. Use an image from an admitted repository, copy this one into one, or ask those who keep the policy to extend the list.`;
}

export function deniedTagMessage(image: Image, tag: string, pattern: string): string {
  const refused = `the policy's images.tags.deny refuses by ${JSON.stringify(pattern)}`;
  const reference = image.reference;
  if (reference?.tag === null) {
    return `${subject(image)} without a tag, which means ${tag}, a tag that ${refused}. What it points at changes without any change here, so what runs is not what was reviewed. Name a version, and its digest.`;
  }
  if (reference?.digest != null) {
    return `${subject(image)}, whose tag ${tag} ${refused}. The digest decides what is pulled, but people read the tag, and this one does not tell them what runs. Keep the digest, and write the version's tag before it, or no tag.`;
  }
  return `${subject(image)}, whose tag ${tag} ${refused}. Such a tag says nothing of what it points at or is not meant for use, and it can move. Name a version that the policy allows, and its digest.`;
}

export function unpinnedMessage(image: Image): string {
  const tag = image.reference?.tag ?? null;
  const missing = tag === null ? 'neither a tag nor a digest, which means latest' : 'a tag and no digest';
  const base = tag === null ? `${image.written}:latest` : image.written;
  return `${subject(image)}: ${missing}. Whoever can push to the repository can move the tag to another image after this review, so what was checked need not be what runs. Write the digest too: ${base}@sha256:... (crane digest ${base} prints it).`;
}

function listed(entries: readonly string[]): string {
  const shown = entries.slice(0, MOST_ENTRIES).join(', ');
  return entries.length > MOST_ENTRIES ? `${shown} and ${entries.length - MOST_ENTRIES} more` : shown;
}
