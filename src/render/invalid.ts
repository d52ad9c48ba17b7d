import { type Finding, fileLocation, type Location } from '../domain/index.ts';

interface Options {
  /** Left out: block. */
  readonly enforcement?: Finding['enforcement'];
  /** What to do, one sentence. */
  readonly remedy?: string;
}

/** `manifest/invalid` for a document: the cluster would refuse it, and no rule can read it. */
export function invalidManifest(
  file: string,
  what: string,
  location: Location = fileLocation(file),
  { enforcement = 'block', remedy = 'Correct what makes it.' }: Options = {},
): Finding {
  return {
    rule: 'manifest/invalid',
    severity: 'high',
    result: { outcome: 'fail' },
    enforcement,
    message: `${file}: ${what}. The cluster refuses such a document, and it cannot be checked. ${remedy}`,
    manifest: null,
    image: null,
    location,
    related: [],
    path: null,
    identity: [what.replace(/\d+/g, '#')],
    digest: null,
  };
}
