import { type Finding, fileLocation, type Location } from '../domain/index.ts';

/** `manifest/invalid` for a document that a renderer made: the cluster would refuse it, and no rule can read it. */
export function invalidManifest(file: string, what: string, location: Location = fileLocation(file)): Finding {
  return {
    rule: 'manifest/invalid',
    severity: 'high',
    result: { outcome: 'fail' },
    enforcement: 'block',
    message: `${file}: ${what}. The cluster refuses such a document, and it cannot be checked. Correct what makes it.`,
    manifest: null,
    image: null,
    location,
    related: [],
    path: null,
    identity: [what.replace(/\d+/g, '#')],
    digest: null,
  };
}
