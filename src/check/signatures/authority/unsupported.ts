import type { UnsupportedAuthority } from './authority.ts';
import type { AuthorityResult } from './result.ts';

/** Never a pass: the gate does not know. The policy is to blame, and not the change, so it counts as infrastructure. */
export function askUnsupported(authority: UnsupportedAuthority): AuthorityResult {
  return {
    status: 'unknown',
    about: 'signature',
    cause: 'infrastructure',
    found: `asks for ${authority.what}, which this gate cannot check`,
    reasons: [],
    remedy: authority.remedy,
  };
}
