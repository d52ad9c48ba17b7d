import { lintImageGlobs } from '../check/allowlist/index.ts';
import { lintRuleLevels } from '../check/hardening/index.ts';
import { lintSignaturePolicies } from '../check/signatures/index.ts';
import type { LoadedPolicy } from '../policy/index.ts';

export interface PolicyMistake {
  /** `file:line:column: what is wrong`. */
  readonly message: string;
  readonly remedy: string;
}

/** What a valid policy says that it cannot mean: patterns that match nothing or too much. Warnings, but for `policy check`. */
export function lintPolicy(loaded: LoadedPolicy): readonly PolicyMistake[] {
  const { policy, signatureDocuments, locate } = loaded;
  const own = [
    ...lintImageGlobs(policy),
    ...lintRuleLevels(policy).map((lint) => ({ ...lint, remedy: '`supply-chain-gate rules` lists the ids.' })),
  ].map(({ path, message, remedy }) => {
    const { file, startLine, startColumn } = locate(path);
    return { message: `${file}:${startLine}:${startColumn}: ${message}`, remedy };
  });
  const signatures = lintSignaturePolicies(signatureDocuments).map(({ file, line, column, message, remedy }) => ({
    message: `${file}:${line}:${column}: ${message}`,
    remedy,
  }));
  return [...own, ...signatures];
}
