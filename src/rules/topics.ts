import { TOPICS, type Topic } from '../domain/index.ts';
import { type PartEvidence, type PartSummary, partsOf } from './topic-parts.ts';

/** What can be said of one topic of the checklist. */
export interface TopicSummary {
  readonly topic: Topic;
  readonly title: string;
  /**
   * `pass` only where the repository shows every part. `not-provable`: it holds nothing that could show the topic, or a
   * part of it, either way, which is never a pass.
   */
  readonly status: 'pass' | 'fail' | 'unknown' | 'not-provable';
  /** How many findings, whatever their effect: one by exception or known at the base is no pass either. */
  readonly findings: number;
  /** Which parts passed and which were not there, and what no file can show. */
  readonly note: string;
  readonly parts: readonly PartSummary[];
}

export interface TopicEvidence extends PartEvidence {
  /** Null where gitleaks did not search for credentials. */
  readonly gitleaks: { readonly version: string } | null;
}

/** What no file shows, in words that follow "Not provable from manifests: ". */
const BEYOND: Readonly<Record<Topic, string>> = {
  identity: 'who holds the credentials of a subject, and roles that are made elsewhere',
  tenancy: 'namespaces, quotas and limits that are made elsewhere',
  'pod-security': 'what a mutating webhook makes of the pods',
  network: 'whether the network plugin enforces policies, and policies that are made elsewhere',
  secrets: 'rotation, and who reads what an external manager holds',
  'supply-chain': 'how images were built, beyond what is signed',
  admission: 'policies and webhooks that are installed by other means',
  runtime: 'real audit logs, their retention, and whether a detector runs on every node',
  nodes: 'the live state of nodes and of a managed control plane',
  incident: 'drills, restored backups, and whether a runbook is read',
};

/** One line for each of the ten topics, in the checklist's order: none is ever left out. Pure. */
export function summarizeTopics(evidence: TopicEvidence): readonly TopicSummary[] {
  // What could not be read may hold anything: no topic passes beside it.
  const isBroken = evidence.findings.some(({ rule }) => rule === 'render/failed' || rule === 'manifest/invalid');
  const kinds = kindsOf(evidence.findings);
  const different = { ...evidence, findings: kinds.map(({ finding }) => finding) };
  return TOPICS.map(({ id, title }) => {
    const own = kinds.filter(({ finding }) => evidence.describeRule(finding.rule)?.topic === id);
    const parts = partsOf(id, different);
    const outcomes = own.map(({ finding }) => finding);
    const { status, why } = statusOf(id, outcomes, parts, isBroken, evidence);
    const note = [why, describe(parts), searched(id, evidence), `Not provable from manifests: ${BEYOND[id]}.`];
    return {
      topic: id,
      title,
      findings: own.reduce((sum, { count }) => sum + count, 0),
      status,
      note: note.filter((sentence) => sentence !== '').join(' '),
      parts,
    };
  });
}

/** One finding for each rule and outcome, and how many there are: a thousand images share a few hundred advisories. */
function kindsOf<F extends TopicEvidence['findings'][number]>(
  findings: readonly F[],
): readonly { readonly finding: F; readonly count: number }[] {
  const kinds = new Map<string, { readonly finding: F; count: number }>();
  for (const finding of findings) {
    const name = `${finding.rule} ${finding.result.outcome}`;
    const kind = kinds.get(name);
    if (kind === undefined) kinds.set(name, { finding, count: 1 });
    else kind.count += 1;
  }
  return [...kinds.values()];
}

function statusOf(
  topic: Topic,
  own: TopicEvidence['findings'],
  parts: readonly PartSummary[],
  isBroken: boolean,
  evidence: TopicEvidence,
): { readonly status: TopicSummary['status']; readonly why: string } {
  if (own.some(({ result }) => result.outcome === 'fail')) return { status: 'fail', why: '' };
  if (own.length > 0) return { status: 'unknown', why: 'Some checks could not be made.' };
  if (isBroken) return { status: 'unknown', why: 'Not everything could be read.' };
  const rules = evidence.rules.filter((rule) => rule.topic === topic);
  if (rules.every(({ id }) => evidence.isOff(id))) {
    return { status: 'unknown', why: 'The policy turns every rule of the topic off.' };
  }
  const has = (status: PartSummary['status']): boolean => parts.some((part) => part.status === status);
  if (!has('pass') && !has('off')) return { status: 'not-provable', why: 'Nothing in the repository shows it.' };
  if (has('off')) return { status: 'unknown', why: 'The policy does not ask for all of it.' };
  if (has('absent')) return { status: 'not-provable', why: 'Shown in part only.' };
  const off = rules.filter(({ id }) => evidence.isOff(id)).length;
  return { status: 'pass', why: off === 0 ? '' : `${off} of ${rules.length} rules are off.` };
}

/** Whose rules looked for credentials: the gate's own know fewer shapes than gitleaks does. */
function searched(topic: Topic, { gitleaks }: TopicEvidence): string {
  if (topic !== 'secrets') return '';
  if (gitleaks === null) return "Credentials are known by the gate's own shapes alone: gitleaks did not search.";
  return `Credentials are known by the gate's own shapes and the rules of gitleaks ${gitleaks.version}.`;
}

const WORDS: readonly (readonly [status: PartSummary['status'], words: string])[] = [
  ['pass', 'Passed'],
  ['fail', 'Failed'],
  ['unknown', 'Not checked'],
  ['off', 'Not asked for'],
  ['absent', 'Not in this repository'],
];

/** `Passed: kubelet. Not in this repository: etcd, API server.` */
function describe(parts: readonly PartSummary[]): string {
  return WORDS.flatMap(([status, words]) => {
    const names = parts.filter((part) => part.status === status).map(({ name }) => name);
    return names.length === 0 ? [] : [`${words}: ${names.join(', ')}.`];
  }).join(' ');
}
