import { createAdmission } from '../check/allowlist/index.ts';
import { type Finding, UsageError } from '../domain/index.ts';
import type { Judgement } from '../judge/index.ts';
import { type LoadedPolicy, loadPolicy } from '../policy/index.ts';
import type { ReportJudged } from '../report/index.ts';
import { changedPolicy, checkTrust, type TrustRequest } from '../trust/index.ts';
import type { Context } from './context.ts';
import type { GateRequest } from './request.ts';
import type { Survey } from './results.ts';

/** How a run sees its policy: the allow list and rules by `survey`, what is asked of the network by `inspect`. */
export interface Viewpoint {
  readonly survey: Context;
  readonly inspect: Context;
}

/** The gate's own judgement from a viewpoint, and what it judged. */
type Decide = (
  viewpoint: Viewpoint,
) => Promise<{ readonly judgement: Judgement; readonly head: Pick<Survey, 'images'> }>;

/** Changes to the policy and to the workflow; with what an edited policy would decide, which decides nothing. */
export async function trustFindings(
  trust: TrustRequest,
  context: Context,
  decide: Decide,
): Promise<readonly Finding[]> {
  const { policy } = context.loaded;
  const changes = await changedPolicy(trust, policy);
  const preview = changes.length === 0 ? '' : await previewPolicy(context, decide);
  return checkTrust(trust, policy, changes, preview);
}

/** Which trees were compared, whose policy decided, and how far the answer can be trusted. */
export function judgedBy(
  { head, base, trust }: GateRequest,
  loaded: LoadedPolicy,
  { repaired }: Judgement,
): ReportJudged {
  const standing = trust === null ? 'own' : trust.authoritative ? 'authoritative' : 'tamper-evident';
  const policy = { from: loaded.from, file: loaded.file };
  return { commit: head.commit, base: base?.commit ?? null, policy, trust: standing, repaired };
}

/**
 * What the head's policy would decide, as a sentence. It is evaluated on the same evidence: programs, mirrors, databases
 * and the registries that are contacted stay the base's, since a policy that does not decide may not reach out either.
 */
async function previewPolicy(context: Context, decide: Decide): Promise<string> {
  const { request, loaded } = context;
  let own: LoadedPolicy;
  try {
    own = await loadPolicy(request.head, request.policyFile);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return `The new one is not valid, and would end every later run: ${error.message}`;
  }
  const { tools, mirrors, images, vulnerabilities } = loaded.policy;
  const { databaseRepositories, databaseDirectory, javaDatabaseRepositories } = vulnerabilities;
  const shown = {
    ...own.policy,
    tools,
    mirrors,
    vulnerabilities: {
      ...own.policy.vulnerabilities,
      databaseRepositories,
      databaseDirectory,
      javaDatabaseRepositories,
    },
  };
  const asked = { ...shown, images: { ...shown.images, allow: images.allow, deny: images.deny } };
  let decided: Awaited<ReturnType<typeof decide>>;
  try {
    decided = await decide({
      survey: { ...context, loaded: { ...own, policy: shown } },
      inspect: { ...context, loaded: { ...own, policy: asked } },
    });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return `By the new one no run could decide: ${error.message}`;
  }
  const { judgement, head } = decided;
  const count = (effect: string): number => judgement.findings.filter((each) => each.effect === effect).length;
  const numbers = `${count('block')} blocking, ${count('warn')} warnings, ${count('excepted')} by exception`;
  const which = own.file === null ? 'Without a policy file the defaults' : 'By the new one the verdict';
  const verdict = `${which} would be ${judgement.verdict} (${numbers})`;
  const admits = createAdmission(loaded.policy);
  const unseen = head.images.filter(({ reference }) => reference !== null && !admits.decide(reference).admitted).length;
  const left = unseen === 0 ? '' : `, without ${unseen} images that the base's lists keep from being looked up`;
  return `${verdict}${left}.`;
}
