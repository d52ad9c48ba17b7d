import { UsageError } from '../../domain/index.ts';
import type { VulnerabilityDocuments } from '../../policy/index.ts';
import { readExploited } from './exploited.ts';
import { readVex } from './vex.ts';

/** What would end a run, of the documents that a policy names: each said, and not only the first. */
export function lintVulnerabilityDocuments({
  kev,
  vex,
}: VulnerabilityDocuments): readonly { readonly message: string; readonly remedy: string }[] {
  return [() => readExploited(kev), ...vex.map((document) => () => readVex([document]))].flatMap((read) => {
    try {
      read();
      return [];
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return [{ message: error.message, remedy: error.remedy }];
    }
  });
}
