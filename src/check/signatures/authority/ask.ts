import { askAttestations } from '../attestation/ask.ts';
import type { Authority } from './authority.ts';
import { askKey } from './key.ts';
import { askKeyless } from './keyless.ts';
import type { JudgedImage, Means } from './means.ts';
import type { AuthorityResult } from './result.ts';
import { askStatic } from './static.ts';
import { askUnsupported } from './unsupported.ts';

/** Asks one authority about one image, unless its answer is known. */
export async function askAuthority(authority: Authority, image: JudgedImage, means: Means): Promise<AuthorityResult> {
  return means.known.ask(authority, image, means, ask);
}

async function ask(authority: Authority, image: JudgedImage, means: Means): Promise<AuthorityResult> {
  if ('attestations' in authority && authority.attestations !== null) {
    return askAttestations(authority, authority.attestations, image, means);
  }
  switch (authority.kind) {
    case 'key':
      return askKey(authority, image, means);
    case 'keyless':
      return askKeyless(authority, image, means);
    case 'static':
      return askStatic(authority);
    case 'unsupported':
      return askUnsupported(authority);
  }
}
