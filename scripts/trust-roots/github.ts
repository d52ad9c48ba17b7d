import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { Metadata, MetadataKind } from '@tufjs/models';
import { z } from 'zod';

/**
 * GitHub's TUF root and trusted root. No package holds the metadata between the two (`targets.json`), so that what is
 * shipped must be vouched for otherwise, and is refused where any of this does not hold:
 *
 * - `github-root.json` (version 3): github.com/cli/cli/v2 v2.83.0, pkg/cmd/attestation/verification/embed.
 * - `github-root-9.json`: the crate sigstore-trust-root 0.15.1 (repository/tuf_github_root.json). As many keys of version
 *   3 signed it as version 3 wants for a new root.
 * - `github-trusted-root.json`: the same crate (src/trusted_root_github.json), whose makers fetch it with a TUF client.
 * - `github-trusted-root-second.json`: the crate attestation-verify 0.1.0 (tests/fixtures/trusted-roots/github.json), by
 *   others, who had it from `gh attestation trusted-root` on 2026-07-29. Both say the same.
 *
 * A test verifies releases that GitHub signed in 2025 and in 2026 with it. To renew: newer versions of both crates.
 */

const Json = z.record(z.string(), z.json());
type Json = z.output<typeof Json>;

/** The day on which sigstore-trust-root 0.15.1 was published: its makers then found nothing newer. */
const PUBLISHED_AT = '2026-10-23T00:00:00Z';

export function readGithub(): { readonly publishedAt: string; readonly root: string; readonly trustedRoot: string } {
  const [embedded, root] = [read('github-root.json'), read('github-root-9.json')];
  const parsed = Metadata.fromJSON(MetadataKind.Root, root);
  Metadata.fromJSON(MetadataKind.Root, embedded).verifyDelegate('root', parsed);
  parsed.verifyDelegate('root', parsed);
  const trustedRoot = read('github-trusted-root.json');
  if (!isDeepStrictEqual(trustedRoot, read('github-trusted-root-second.json'))) {
    throw new Error(
      "The two publishers of GitHub's trusted root do not say the same: find out why before it is shipped",
    );
  }
  return { publishedAt: PUBLISHED_AT, root: JSON.stringify(root), trustedRoot: JSON.stringify(trustedRoot) };
}

function read(name: string): Json {
  return Json.parse(JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')));
}
