import type { SignatureFinder } from '../found/finder.ts';
import type { Authority } from './authority.ts';
import { askKey, type JudgedImage } from './key.ts';
import type { AuthorityResult } from './result.ts';
import { askStatic } from './static.ts';
import { askUnsupported } from './unsupported.ts';

/** Asks one authority about one image. */
export async function askAuthority(
  authority: Authority,
  image: JudgedImage,
  finder: SignatureFinder,
): Promise<AuthorityResult> {
  switch (authority.kind) {
    case 'key':
      return askKey(authority, image, finder);
    case 'static':
      return askStatic(authority);
    case 'unsupported':
      return askUnsupported(authority);
  }
}
