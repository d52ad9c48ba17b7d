import { lintTrustRoots } from '../check/signatures/index.ts';
import type { LoadedPolicy } from '../policy/index.ts';
import { type PolicyMistake, placed } from './policy-lint.ts';

/** Trust roots whose time is over: for `policy check` alone, since a check says what it could not verify. */
export async function lintAges({ signatureDocuments }: LoadedPolicy, now: Date): Promise<readonly PolicyMistake[]> {
  return (await lintTrustRoots(signatureDocuments, now)).map(placed);
}
