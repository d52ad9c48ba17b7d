import { lintImageGlobs } from '../check/allowlist/index.ts';
import { lintRepositories } from '../check/deliveries/index.ts';
import { lintRuleLevels } from '../check/hardening/index.ts';
import { lintExpectations, lintSignaturePolicies, type SignaturePolicyLint } from '../check/signatures/index.ts';
import { lintVulnerabilityDocuments, lintVulnerabilityPolicy } from '../check/vulnerabilities/index.ts';
import { matchesRule } from '../judge/index.ts';
import type { LoadedPolicy, Policy } from '../policy/index.ts';
import { describeRule, RULES, similarRules } from '../rules/index.ts';

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
    ...lintRepositories(policy),
    ...lintVulnerabilityPolicy(policy),
    ...lintExceptionRules(policy),
    ...lintExpectations(policy, signatureDocuments),
    ...lintRuleLevels(policy),
  ].map(({ path, message, remedy }) => {
    const { file, startLine, startColumn } = locate(path);
    return { message: `${file}:${startLine}:${startColumn}: ${message}`, remedy };
  });
  const signatures = lintSignaturePolicies(signatureDocuments).map(placed);
  return [...own, ...signatures, ...lintVulnerabilityDocuments(loaded.vulnerabilityDocuments)];
}

/** As a warning of the command line: with its place, and as a sentence. */
export function placed({ file, line, column, message, remedy }: SignaturePolicyLint): PolicyMistake {
  return { message: `${file}:${line}:${column}: ${/[.?!]$/.test(message) ? message : `${message}.`}`, remedy };
}

/** An exception for a rule that is not there excuses nothing, and its author believes that it does. */
function lintExceptionRules({ exceptions }: Policy) {
  return exceptions.flatMap(({ rules }, index) =>
    rules.flatMap((rule, position) => {
      if (describeRule(rule) !== null || RULES.some(({ id }) => matchesRule(rule, id))) return [];
      // `vulnerability/CVE-2024-*`: advisories are a family of their own, listed nowhere.
      if (describeRule(rule.replace(/\*$/, '')) !== null) return [];
      const near = /^(?:CVE|GHSA)-/.test(rule) ? [`vulnerability/${rule}`] : similarRules(rule);
      return [
        {
          path: ['exceptions', index, 'rules', position],
          message: `exceptions[${index}]: ${JSON.stringify(rule)} matches no rule, so it excuses nothing.`,
          remedy: near.length > 0 ? `Perhaps ${near[0]} is meant.` : '`supply-chain-gate rules` lists the ids.',
        },
      ];
    }),
  );
}
