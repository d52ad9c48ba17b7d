import { clip } from '../clip.ts';
import type { StaticAuthority } from './authority.ts';
import type { AuthorityResult } from './result.ts';

export function askStatic(authority: StaticAuthority): AuthorityResult {
  if (authority.action === 'pass') return { status: 'pass', clusterDiffers: null, facts: { static: true } };
  const says = authority.message === null ? '' : `, saying "${clip(authority.message, 200)}"`;
  return {
    status: 'fail',
    rule: 'signature/invalid',
    found: `refuses every image that the policy matches${says}`,
    reasons: [],
    remedy: 'Use an image that the policy does not refuse.',
  };
}
