import { describeManifest, type Finding, formatPath } from '../../domain/index.ts';
import type { Policy } from '../../policy/index.ts';
import { configuredLevel } from '../hardening/index.ts';
import type { Verdict } from './verdict.ts';

const MOST_SHOWN = 400;

/** A finding on the object's line, or on the policy's where that is what could not be run; null where the rule is off. */
export function findingOf(verdict: Verdict, policy: Policy): Finding | null {
  const { id, enforces } = verdict;
  const isLimit = verdict.outcome === 'not-run' && verdict.isLimit;
  const byDefault = enforces && !isLimit ? 'error' : 'warn';
  const level = configuredLevel(policy, id)?.level ?? byDefault;
  if (level === 'off') return null;
  const about = verdict.outcome === 'not-run' ? verdict.policy : verdict.manifest;
  const { location, related } = about.place(verdict.path);
  const others = verdict.outcome === 'not-run' ? [] : [verdict.policy.place(['metadata', 'name']).location];
  return {
    rule: id,
    severity: enforces ? 'high' : 'medium',
    result: resultOf(verdict),
    enforcement: level === 'error' ? 'block' : 'warn',
    message: textOf(verdict),
    manifest: about.ref,
    image: null,
    location,
    related: [...related, ...others],
    path: formatPath(verdict.path.filter((step) => typeof step === 'string')),
    identity: [verdict.policy.ref.kind, verdict.policy.ref.name, verdict.rule ?? '', verdict.outcome],
    digest: null,
  };
}

function resultOf(verdict: Verdict): Finding['result'] {
  if (verdict.outcome === 'fail') return { outcome: 'fail' };
  return { outcome: 'unknown', cause: verdict.outcome === 'not-run' ? verdict.cause : 'content' };
}

function textOf(verdict: Verdict): string {
  const name = `${describeManifest(verdict.policy.ref)}${verdict.rule === null ? '' : ` (${verdict.rule})`}`;
  const plain = verdict.message.replace(/\s+/g, ' ').trim();
  const said = plain.length > MOST_SHOWN ? `${plain.slice(0, MOST_SHOWN)}...` : plain;
  switch (verdict.outcome) {
    case 'not-run':
      return `${name} was not fully run against the manifests: ${said}. What it would refuse is not known. ${verdict.remedy}`;
    case 'unknown':
      return `${describeManifest(verdict.manifest.ref)}: ${name} could not be evaluated: ${said}. Whether the cluster would admit the object is not known. Correct the policy, or give the object what it reads.`;
    case 'fail': {
      const what = verdict.enforces ? 'refuses it' : 'reports it, and does not refuse it';
      return `${describeManifest(verdict.manifest.ref)}: ${name} ${what}: ${said}. Change the object as the policy says, or the policy if it asks for too much.`;
    }
  }
}
