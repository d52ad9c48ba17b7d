import {
  type Finding,
  GateError,
  type Manifest,
  type Ports,
  type Tool,
  type Toolbox,
  type ToolName,
} from '../../domain/index.ts';
import type { Policy } from '../../policy/index.ts';
import { configuredLevel, type EngineRuleId } from '../hardening/index.ts';
import { findingOf } from './finding.ts';
import { gatekeeperVerdicts, isDenied } from './gatekeeper.ts';
import { kyvernoEnforces, kyvernoVerdicts } from './kyverno.ts';
import { imageVerdicts } from './kyverno-images.ts';
import { type NamedPolicies, namedManifests } from './named.ts';
import { type AdmissionPolicies, isJudged, newPolicies, sortPolicies, variantsOf } from './policies.ts';
import { type Batch, batchesOf } from './resources.ts';
import { isEnforced, validatingVerdicts } from './validating-admission-policy.ts';
import type { Verdict } from './verdict.ts';

export interface AdmissionOptions {
  readonly policy: Policy;
  readonly toolbox: Toolbox;
  readonly ports: Ports;
  /** The base's manifests, whose policies decide; null where there is no base. */
  readonly trusted: readonly Manifest[] | null;
  /** Files that the gate's policy names: they decide as well, and are judged by none. */
  readonly named?: readonly NamedPolicies[];
}

export interface AdmissionResult {
  readonly findings: readonly Finding[];
  /** The engines that took part. */
  readonly tools: Readonly<Partial<Record<'kyverno' | 'gator', { readonly version: string }>>>;
}

/**
 * Runs the admission policies that were rendered against everything else that was, by their own engines. The policies of
 * the base judge first, so that a change cannot take away what it is judged by; then those that the change brings.
 *
 * No engine is looked for where there is no policy for it.
 */
export async function checkAdmission(
  manifests: readonly Manifest[],
  { policy, toolbox, ports, trusted, named = [] }: AdmissionOptions,
): Promise<AdmissionResult> {
  const beside = namedManifests(named);
  const own = sortPolicies([...manifests, ...beside]);
  const base = trusted === null ? null : sortPolicies([...trusted, ...beside]);
  const rounds = base === null ? [own] : [base, newPolicies(own, base)];
  const judged = manifests.filter(isJudged);
  const tools: { kyverno?: { version: string }; gator?: { version: string } } = {};
  if (judged.length === 0) return { findings: [], tools };
  const batches = batchesOf(judged);
  const verdicts: Verdict[] = [];
  for (const round of rounds.flatMap(variantsOf)) {
    verdicts.push(...imageVerdicts(round.images));
    for (const job of jobsOf(round, batches, manifests)) {
      if (configuredLevel(policy, job.id)?.level === 'off') continue;
      const tool = await locate(toolbox, job.tool);
      if (tool instanceof GateError) verdicts.push(...job.policies.map((each) => missing(job, each, tool)));
      else {
        tools[job.tool] = { version: tool.version };
        ports.log.progress(`Running ${job.policies.length} policies with ${tool.name} ${tool.version}`);
        verdicts.push(...(await job.run(tool, ports)));
      }
    }
  }
  return { findings: distinct(verdicts.flatMap((verdict) => findingOf(verdict, policy) ?? [])), tools };
}

interface Job {
  readonly id: EngineRuleId;
  readonly tool: Extract<ToolName, 'kyverno' | 'gator'>;
  readonly policies: readonly Manifest[];
  readonly enforces: (policy: Manifest) => boolean;
  readonly run: (tool: Tool, ports: Ports) => Promise<readonly Verdict[]>;
}

function jobsOf(round: AdmissionPolicies, batches: readonly Batch[], all: readonly Manifest[]): readonly Job[] {
  const { kyverno, exceptions, validating, bindings, templates, constraints } = round;
  const jobs: readonly Job[] = [
    {
      id: 'admission/kyverno',
      tool: 'kyverno',
      policies: kyverno,
      enforces: (each) => kyvernoEnforces(each, null),
      run: (tool, ports) => kyvernoVerdicts(tool, { policies: kyverno, exceptions, batches, all }, ports),
    },
    {
      id: 'admission/validating-admission-policy',
      tool: 'kyverno',
      policies: validating,
      enforces: (each) => isEnforced(each, bindings),
      run: (tool, ports) => validatingVerdicts(tool, { policies: validating, bindings, batches, all }, ports),
    },
    {
      id: 'admission/gatekeeper',
      tool: 'gator',
      policies: constraints,
      enforces: isDenied,
      run: (tool, ports) => gatekeeperVerdicts(tool, { templates, constraints, batches, all }, ports),
    },
  ];
  return jobs.filter(({ policies }) => policies.length > 0);
}

async function locate(toolbox: Toolbox, name: ToolName): Promise<Tool | GateError> {
  try {
    return await toolbox.locate(name);
  } catch (error) {
    if (error instanceof GateError) return error;
    throw error;
  }
}

function missing({ id, enforces }: Job, policy: Manifest, error: GateError): Verdict {
  const message = error.message.replace(/\.$/, '');
  const remedy = `${error.remedy} Or set "${id}": off under hardening.rules.`;
  return {
    id,
    policy,
    rule: null,
    enforces: enforces(policy),
    message,
    outcome: 'not-run',
    cause: 'infrastructure',
    isLimit: false,
    remedy,
    path: ['metadata', 'name'],
  };
}

/** Overlays render the same policy several times, and two of them say the same of an object. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, location, identity, manifest, message }) => {
    const key = JSON.stringify([rule, location, identity, manifest?.name, message]);
    return !seen.has(key) && seen.add(key);
  });
}
