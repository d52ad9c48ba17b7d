import { type Admission, checkAllowlist, createAdmission } from './check/allowlist/index.ts';
import { checkDeliveries } from './check/deliveries/index.ts';
import { checkHardening, missingFields, unservedKinds } from './check/hardening/index.ts';
import type { TrustRoots } from './check/signatures/index.ts';
import { discover } from './discover/index.ts';
import type { Digest, Finding, Image, Ports, Resolution, Tree } from './domain/index.ts';
import { Arrivals } from './gate/arrivals.ts';
import { about, type Comparison, changedImages, comparisonOf, NO_COMPARISON } from './gate/comparison.ts';
import { type Context, prepare } from './gate/context.ts';
import { searchCredentials } from './gate/credentials.ts';
import { deliveryOptions } from './gate/deliveries.ts';
import { policyForRelease } from './gate/release-policy.ts';
import { isRepaired, repair, withFixes } from './gate/repair.ts';
import { repositoryFiles } from './gate/repository-files.ts';
import type { GateRequest } from './gate/request.ts';
import type { Inspection, Survey } from './gate/results.ts';
import { policyForShortage } from './gate/run-time.ts';
import { admit, compare, type Sides } from './gate/sides.ts';
import { verifySignatures } from './gate/signatures.ts';
import { topicsOf } from './gate/topics.ts';
import { judgedBy, trustFindings, type Viewpoint } from './gate/trust.ts';
import { trustRootsOf } from './gate/trust-roots.ts';
import { uncheckedFindings } from './gate/unchecked.ts';
import { assertUsable } from './gate/usable-policy.ts';
import { NO_IMAGES, scanImages } from './gate/vulnerabilities.ts';
import { collectImages } from './images/index.ts';
import { judge } from './judge/index.ts';
import { type LoadedPolicy, loadPolicy } from './policy/index.ts';
import { NOBODY, type Witness } from './recall/index.ts';
import { render } from './render/index.ts';
import { buildReport, type Report } from './report/index.ts';
import {
  findMissingPlatforms,
  findTagMismatches,
  resolutionFindings,
  resolveImages,
  unresolvedOutcomes,
  withDigests,
} from './resolve/index.ts';
import { suppress } from './suppress/index.ts';

export interface GateResult {
  readonly report: Report;
  readonly policy: LoadedPolicy;
}

/**
 * May this be deployed? All stages in order; see the design's line:
 * discover, render, images, resolve, check, judge, fix, report. Publishing is the entries' business.
 *
 * `witness`: whoever wants to see all that is asked on the way.
 *
 * @throws UsageError for a policy or a path that is wrong; whatever a tree holds becomes a finding.
 */
export async function gate(request: GateRequest, ports: Ports, witness: Witness = NOBODY): Promise<GateResult> {
  const own = await loadPolicy(request.policyTree, request.policyFile);
  const loaded = request.release === true ? policyForRelease(own) : own;
  assertUsable(loaded);
  const context = prepare(request, loaded, ports, witness);

  const trust =
    request.trust === null ? [] : await trustFindings(request.trust, context, (viewpoint) => decide(viewpoint, []));
  const decision = await decide({ survey: context, inspect: context }, trust);
  const { head, inspection, judgement } = decision;
  const fixes = await repair(head, judgement.findings.filter(isRepaired), inspection, context);
  const report = buildReport({
    verdict: judgement.verdict,
    judged: judgedBy(request, loaded, judgement),
    findings: withFixes(judgement.findings, fixes),
    images: head.images,
    manifests: head.manifests.length,
    resolutions: inspection.resolutions,
    checks: inspection.checks,
    imageChanges: decision.imageChanges,
    topics: topicsOf(head, judgement.findings, inspection.checks, loaded.policy),
    tools: decision.tools,
    errors: [],
  });
  return { report, policy: loaded };
}

/** survey -> inspect -> compare -> admit -> judge: head and base by one policy. `trust`: findings about the change itself. */
async function decide(viewpoint: Viewpoint, trust: readonly Finding[]) {
  const context = viewpoint.survey;
  const { request, loaded, ports } = context;
  const { policy } = loaded;
  const head = await survey(request.head, context);
  const base = request.base === null ? null : await survey(request.base, context, { allowMissing: true });
  const sides: Sides<Survey> = { head, base };
  const inspection = await inspect(head, viewpoint.inspect, comparisonOf(sides));
  const changes = await compare(sides, context);
  const admission = await admit(sides, context);

  const now = ports.clock.now();
  const unchecked = uncheckedFindings(head, base, loaded, now);
  const after = {
    ...head,
    findings: [
      ...trust,
      ...changes,
      ...head.findings,
      ...admission.head.findings,
      ...inspection.findings,
      ...unchecked,
    ],
  };
  const before = base && {
    ...base,
    findings: [
      ...base.findings,
      ...(admission.base?.findings ?? []),
      ...about(base.images, inspection.findings),
      ...inspection.replaced,
    ],
  };
  const suppressions = await suppress(after, trustedSide(before, context), { policy, now });
  const judgement = judge({
    head: { images: head.images, findings: [...after.findings, ...suppressions.findings] },
    base: before,
    policy: context.ranOut() ? policyForShortage(policy) : policy,
    policyFile: loaded.file ?? '',
    suppressed: new Map([...inspection.settled, ...suppressions.applied]),
    now,
    refusedExceptions: request.release === true ? 'block' : 'warn',
  });
  return {
    head,
    inspection,
    judgement,
    tools: { ...head.tools, ...inspection.tools, ...admission.head.tools },
    imageChanges: changedImages({ head: after, base: before }, inspection),
  };
}

/**
 * Whose suppressions are honoured: the base's, unless the policy comes from elsewhere, since an unprotected base branch
 * is anybody's. Null where there is nothing but the head.
 */
function trustedSide(base: Survey | null, context: Context): (() => Promise<Survey>) | null {
  const { policyTree, pullRequest } = context.request;
  if (base === null) return null;
  const isElsewhere = pullRequest && policyTree !== base.tree;
  return async () => (isElsewhere ? survey(policyTree, context, { allowMissing: true }) : base);
}

/** discover -> render -> extract images -> what needs no registry: the allow list, hardening rules, credentials, deliveries. */
export async function survey(
  tree: Tree,
  context: Context,
  // A path that the change adds is not at the base.
  { allowMissing } = { allowMissing: false },
): Promise<Survey> {
  const { request, loaded, ports, toolbox, artifacts } = context;
  const { policy } = loaded;
  const discovery = await discover(tree, { policy, paths: request.paths, allowMissing });
  const deliveries = deliveryOptions(request, policy);
  const rendering = await render(discovery.sources, tree, { policy, toolbox, ports, deliveries, artifacts });
  const { sources, manifests, files, failed } = rendering;
  const images = collectImages(manifests, policy.customResources);
  const allowlist = checkAllowlist(images, policy);
  const repository = await repositoryFiles(tree, request);
  const surroundings = { repository, now: ports.clock.now() };
  const hardening = checkHardening(manifests, { policy, surroundings });
  const credentials = await searchCredentials(rendering, hardening.findings, tree, context);
  const sent = await checkDeliveries(manifests, { policy, sources, failed, tree, repository: request.repository });
  return {
    tree,
    sources,
    manifests,
    files,
    images,
    repository,
    allowlist,
    failed,
    tools: credentials.tools,
    findings: [
      ...discovery.findings,
      ...rendering.findings,
      ...missingFields(manifests),
      ...unservedKinds(manifests),
      ...sent,
      ...allowlist.findings,
      ...credentials.findings,
    ],
  };
}

/**
 * resolve digests -> signatures, and vulnerabilities beside them, each only for images that the lists admit. What the
 * change replaces is scanned too, and nothing else is asked about it.
 */
export async function inspect(
  { images, allowlist }: Survey,
  context: Context,
  { added, replaced }: Comparison = NO_COMPARISON,
): Promise<Inspection> {
  const { request, loaded } = context;
  const { policy } = loaded;
  const { platforms } = policy.images;
  const verifies = policy.signatures.mode !== 'off';
  const scans = policy.vulnerabilities.severity !== 'off';
  const wanted = request.resolveAll || verifies || scans || platforms.length > 0;
  // What is no image reference can be said without asking anyone, and nothing else would say it.
  const asked = wanted ? images : images.filter(({ reference }) => reference === null);
  const admission = createAdmission(policy);
  const before = scans ? replaced : [];
  const isScanned = scans && [...asked, ...before].some(({ reference: one }) => one !== null && admission.admits(one));
  const roots = trustRootsOf(context);
  const digests = new Arrivals<Digest>();
  const found = (digest: Digest): void => digests.add(digest);
  const resolving = resolveImages([...asked, ...before], context.registry, {
    admission,
    log: context.ports.log,
    found,
  });
  const verifying = resolving.then((resolutions) => verify(asked, { added, resolutions, admission, roots }, context));
  // A pull request's layers pass through the gate, within the time that the registry has for the image: signatures come first.
  const first: Promise<unknown> = request.pullRequest ? verifying : resolving;
  const toScan = first.then(async () => withDigests([...asked, ...before], await resolving));
  // Where nothing is scanned nobody waits for it; what went wrong is said by the one below.
  toScan.catch(() => {});
  // Scans take longest: Trivy and its database are made ready while registries answer.
  const scanning = scanImages(isScanned ? { images: toScan, digests } : NO_IMAGES, roots, context);
  // Neither goes on unseen where the other fails.
  await Promise.allSettled([verifying, scanning]);
  const resolutions = await resolving;
  const { signatures, findings } = await verifying;
  const vulnerabilities = await scanning;
  const unresolved = unresolvedOutcomes(resolutions);
  const trustRoots = roots.used();
  const namesBefore = new Set<string | null>(before.map(({ written }) => written));
  const isReplaced = ({ image }: Finding): boolean => namesBefore.has(image);
  return {
    resolutions,
    checks: {
      allowlist: allowlist.outcomes,
      signatures: verifies ? new Map([...unresolved, ...signatures.outcomes]) : new Map(),
      vulnerabilities: scans ? new Map([...unresolved, ...vulnerabilities.outcomes]) : new Map(),
      signaturePolicies: signatures.policies,
      bills: vulnerabilities.bills,
    },
    findings: [
      ...resolutionFindings(asked, resolutions),
      ...findings,
      ...vulnerabilities.findings.filter((finding) => !isReplaced(finding)),
    ],
    replaced: vulnerabilities.findings.filter(isReplaced),
    settled: vulnerabilities.settled,
    tools: {
      ...(trustRoots.length === 0 ? {} : { trustRoots: [...trustRoots] }),
      ...(vulnerabilities.trivy === null ? {} : { trivy: vulnerabilities.trivy }),
    },
  };
}

interface Verified {
  readonly added: readonly Image[];
  readonly resolutions: ReadonlyMap<string, Resolution>;
  readonly admission: Admission;
  readonly roots: TrustRoots;
}

/** tags that say another digest -> platforms -> signatures, for what is asked about. */
async function verify(asked: readonly Image[], { added, resolutions, admission, roots }: Verified, context: Context) {
  const { loaded, ports, registry } = context;
  const mismatches = await findTagMismatches(added, registry, { admission, log: ports.log });
  const resolved = withDigests(asked, resolutions);
  const missing = await findMissingPlatforms(resolved, registry, loaded.policy.images.platforms);
  const signatures = await verifySignatures(resolved, roots, context);
  return { signatures, findings: [...mismatches, ...missing, ...signatures.findings] };
}
