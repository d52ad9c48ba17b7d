import type { Manifest } from '../../../../domain/index.ts';
import { canonical } from '../../change/canonical.ts';
import { labelThatLeaves, loosenedSettings } from '../../change/controller-settings.ts';
import { pairsOf } from '../../change/pairs.ts';
import { removed, weakened } from '../../change/problem.ts';
import { type Acceptance, readAcceptance } from '../../change/signature-acceptance.ts';
import { quote } from '../../pod.ts';
import type { ChangeRule, ObjectProblem } from '../../rule.ts';

/** Over the manifests, and over the documents that `signatures.policies` of the gate's own policy names. */
export const rule: ChangeRule = {
  scope: 'change',
  description: {
    id: 'change/weakens-signature-policy',
    topic: 'supply-chain',
    level: null,
    severity: 'high',
    title: 'Change weakens a signature policy',
    means:
      'With a base: a ClusterImagePolicy or TrustRoot must not be removed, only warn, cover fewer images or objects, lose a key or an attestation it wants, or accept signatures that it did not; nor a Namespace be taken out of what the policy controller checks (policy.sigstore.dev/include, /exclude), nor its ConfigMap let more through.',
    why: 'Images run that nobody proved to be yours, or, where a key is gone, signatures that were good no longer are.',
    repair: 'Have whoever owns the keys review it. Rotate a key by adding the new one first, in a change of its own.',
    docs: 'https://docs.sigstore.dev/policy-controller/overview/',
    cis: ['5.5.1'],
    nsa: [],
  },
  messages: {
    warns: 'the change turns its mode to warn, so it rejects nothing any more',
    globs: 'the change takes {globs} out of the images it covers',
    match: 'the change alters which objects it is about',
    keys: 'the change removes {authorities}',
    accepts: 'the change accepts {authorities} as well, and one that passes is enough',
    attestations: 'the change no longer wants {attestations}',
    condition: 'the change removes or alters the condition on what was attested',
    trust: 'the change alters what it trusts',
    namespace: 'the change of the label {label} takes this namespace out of what the policy controller checks',
    settings: 'the change turns {setting} of the policy controller from {before} to {after}',
    removed: 'the change removes it ({was} at the base)',
  },
  check: (change) => [
    ...pairsOf(change, 'policy.sigstore.dev', 'ClusterImagePolicy').flatMap((pair) =>
      pair.head === null ? removed(pair) : compare(readAcceptance(pair.base), readAcceptance(pair.head), pair.head),
    ),
    ...pairsOf(change, '', 'Namespace').flatMap(({ base, head }) => {
      const label = head === null ? null : labelThatLeaves(base, head);
      return head === null || label === null
        ? []
        : weakened(head, 'namespace', { label }, ['metadata', 'labels', label]);
    }),
    ...pairsOf(change, '', 'ConfigMap').flatMap(({ base, head }) =>
      head === null
        ? []
        : loosenedSettings(base, head).flatMap(({ setting, before, after }) =>
            weakened(head, 'settings', { setting, before: quote(before), after: quote(after) }, ['data', setting]),
          ),
    ),
    ...pairsOf(change, 'policy.sigstore.dev', 'TrustRoot').flatMap((pair) => {
      if (pair.head === null) return removed(pair);
      const isSame = canonical(pair.base.object.spec) === canonical(pair.head.object.spec);
      return isSame ? [] : weakened(pair.head, 'trust', {}, ['spec']);
    }),
  ],
};

function compare(before: Acceptance, after: Acceptance, head: Manifest): readonly ObjectProblem[] {
  const problems: ObjectProblem[] = [];
  const add = (message: string, data: ObjectProblem['data'], path: string): void => {
    problems.push(...weakened(head, message, data, ['spec', path]));
  };
  if (before.rejects && !after.rejects) add('warns', {}, 'mode');
  const globs = before.globs.filter((glob) => !after.globs.includes(glob));
  if (globs.length > 0) add('globs', { globs: globs.map((glob) => JSON.stringify(glob)) }, 'images');
  if (before.match !== after.match && after.match !== '[]') add('match', {}, 'match');
  const trusts = (of: Acceptance): ReadonlySet<string> => new Set(of.authorities.map((each) => each.trusts));
  const [old, now] = [trusts(before), trusts(after)];
  const gone = before.authorities.filter((each) => !now.has(each.trusts));
  if (gone.length > 0) add('keys', { authorities: gone.map(({ label }) => label) }, 'authorities');
  // Without authorities the gate takes a policy for none: to have one at all is stricter.
  const fresh = old.size === 0 ? [] : after.authorities.filter((each) => !old.has(each.trusts));
  if (fresh.length > 0) add('accepts', { authorities: fresh.map(({ label }) => label) }, 'authorities');
  const lost = after.authorities.flatMap((each) => lostBy(each, before));
  if (lost.length > 0) add('attestations', { attestations: [...new Set(lost)] }, 'authorities');
  if (before.condition !== null && before.condition !== after.condition) add('condition', {}, 'policy');
  return problems;
}

/**
 * What an authority no longer wants beside the signature; nothing where one of the base that trusts the same wanted no
 * more. A second authority of the same key that wants less is enough for an image, so each is held against all.
 */
function lostBy(authority: Acceptance['authorities'][number], before: Acceptance): readonly string[] {
  const wanted = new Set(authority.wants.map(({ text }) => text));
  const lost = before.authorities
    .filter(({ trusts }) => trusts === authority.trusts)
    .map(({ wants }) => wants.filter(({ text }) => !wanted.has(text)).map(({ label }) => label));
  return lost.some((each) => each.length === 0) ? [] : (lost[0] ?? []);
}
