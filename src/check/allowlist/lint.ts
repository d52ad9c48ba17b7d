import { DOCKER_HUB } from '../../images/index.ts';
import type { Policy } from '../../policy/index.ts';
import { type RepositoryPattern, readRepositoryPattern } from './repository-pattern.ts';

/** A mistake in the policy that does not keep it from being read. `message` and `remedy` are sentences. */
export interface PolicyLint {
  /** From the policy's root, for its place in the file. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly remedy: string;
}

/** Entries of `images.allow`, `images.deny` and `images.tags.deny` that say something else than their author means. */
export function lintImageGlobs(policy: {
  readonly images: Pick<Policy['images'], 'allow' | 'deny' | 'tags'>;
}): readonly PolicyLint[] {
  const { allow, deny, tags } = policy.images;
  const empty: PolicyLint[] =
    allow?.length === 0
      ? [
          {
            path: ['images', 'allow'],
            message: 'images.allow is an empty list, which admits no image at all.',
            remedy: 'List the repositories that may be deployed, or leave the key out to admit any.',
          },
        ]
      : [];
  return [
    ...empty,
    ...(allow ?? []).flatMap((text, index) => lintEntry('allow', index, text)),
    ...deny.flatMap((text, index) => lintEntry('deny', index, text)),
    ...tags.deny.flatMap(lintTag),
  ];
}

type List = 'allow' | 'deny';
type Mistake = Omit<PolicyLint, 'path'>;

function lintEntry(list: List, index: number, text: string): readonly PolicyLint[] {
  const mistake = neverMatches(text) ?? ambiguous(readRepositoryPattern(text), list) ?? tooWide(text, list);
  if (mistake === null) return [];
  const message = `images.${list}: ${JSON.stringify(text)} ${mistake.message}`;
  return [{ path: ['images', list, index], message, remedy: mistake.remedy }];
}

/** What no repository's name can be. */
function neverMatches(text: string): Mistake | null {
  if (/^[a-z]+:\/\//i.test(text)) {
    return {
      message: 'starts with a URL scheme, so that it matches nothing.',
      remedy: `Write ${text.replace(/^[a-z]+:\/+/i, '')}.`,
    };
  }
  const slash = text.indexOf('/');
  const path = slash === -1 ? '' : text.slice(slash + 1);
  // Without a slash, digits after a colon may be a port.
  const end = slash === -1 ? /@|:(?![0-9]*$)/.exec(text)?.index : /[@:]/.exec(path)?.index;
  if (end !== undefined) {
    return {
      message: 'names a tag or a digest, and entries are matched with repositories: it matches nothing.',
      remedy: `Write ${text.slice(0, slash + 1 + end)}; tags are for images.tags.deny.`,
    };
  }
  if (/[A-Z]/.test(path)) {
    return {
      message: 'has upper-case letters in its repository, which no repository has.',
      remedy: `Write ${text.toLowerCase()}.`,
    };
  }
  const strange = /[^a-z0-9_\-./*]/.exec(path)?.[0] ?? /[?{}!()\\,\s]/.exec(text)?.[0];
  if (strange !== undefined) {
    return {
      message: `holds ${JSON.stringify(strange)}, which no repository's name has: it matches nothing.`,
      remedy: 'Only * (within a segment) and ** (across segments) are wildcards; write one entry for each alternative.',
    };
  }
  return text.includes('//') || text.startsWith('/')
    ? { message: 'has an empty segment, so that it matches nothing.', remedy: 'Write one slash between segments.' }
    : null;
}

function ambiguous(pattern: RepositoryPattern, list: List): Mistake | null {
  const { written, host, hostWritten, path } = pattern;
  if (host === null) return null;
  if (!hostWritten || (path === '' && !written.includes('/'))) {
    const looksLikeHost = hostWritten && path === '';
    if (looksLikeHost) {
      const effect = list === 'allow' ? 'it admits nothing' : 'it is taken for all that is on it';
      return {
        message: `is a registry and no repository: ${effect}.`,
        remedy: `Write ${host}/** for the whole registry.`,
      };
    }
    return { message: `names no registry, and is read as ${host}/${path}.`, remedy: `Write ${host}/${path}.` };
  }
  if (written.endsWith('/')) {
    const effect = list === 'allow' ? 'it matches nothing' : 'it is taken for all that is below';
    return { message: `ends in a slash: ${effect}.`, remedy: `Write ${written}** for all repositories below.` };
  }
  if (host === DOCKER_HUB && path.includes('*') && !path.includes('/') && !path.includes('**')) {
    return {
      message: 'matches nothing: every repository on Docker Hub has two segments.',
      remedy: `Write ${host}/library/${path} for official images, or ${host}/${path}/* for accounts.`,
    };
  }
  return null;
}

/** Wider than it looks: only the allow list does harm by that. */
function tooWide(text: string, list: List): Mistake | null {
  if (list === 'deny') return null;
  const host = text.split('/', 1)[0] ?? '';
  if (host.includes('*')) {
    return {
      message: 'has a wildcard in its host: it admits registries that anybody may run.',
      remedy:
        text === '**'
          ? 'Leave images.allow out to admit any repository, or name the registries.'
          : 'Write one entry for each registry, with its host written out.',
    };
  }
  const inside = /[^/*]\*\*|\*\*[^/*]/.exec(text)?.[0];
  if (inside === undefined) return null;
  return {
    message:
      'has ** inside a name: it also admits names that only begin or end alike, such as those of another account.',
    remedy: `Write ${text.replace(/([^/*])\*\*/g, '$1/**').replace(/\*\*([^/*])/g, '**/$1')} for what is below, or * for the rest of one segment.`,
  };
}

function lintTag(text: string, index: number): readonly PolicyLint[] {
  const strange = /[^A-Za-z0-9_.\-*]/.exec(text)?.[0];
  if (strange === undefined) return [];
  return [
    {
      path: ['images', 'tags', 'deny', index],
      message: `images.tags.deny: ${JSON.stringify(text)} holds ${JSON.stringify(strange)}, which no tag has: it matches nothing.`,
      remedy: 'Write the tag alone, such as latest or *-debug; * is the only wildcard.',
    },
  ];
}
