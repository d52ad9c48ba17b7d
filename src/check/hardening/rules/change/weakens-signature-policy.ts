import type { Manifest } from '../../../../domain/index.ts';
import { pairsOf } from '../../change/pairs.ts';
import { removed, weakened } from '../../change/problem.ts';
import { type Acceptance, readAcceptance } from '../../change/signature-acceptance.ts';
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
      'With a base: a ClusterImagePolicy or TrustRoot must not be removed, only warn, cover fewer images or objects, lose a key or an attestation it wants, or accept signatures that it did not.',
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
    removed: 'the change removes it ({was} at the base)',
  },
  check: (change) => [
    ...pairsOf(change, 'policy.sigstore.dev', 'ClusterImagePolicy').flatMap((pair) =>
      pair.head === null ? removed(pair) : compare(readAcceptance(pair.base), readAcceptance(pair.head), pair.head),
    ),
    ...pairsOf(change, 'policy.sigstore.dev', 'TrustRoot').flatMap((pair) => {
      if (pair.head === null) return removed(pair);
      const isSame = JSON.stringify(pair.base.object.spec) === JSON.stringify(pair.head.object.spec);
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
  const known = (of: Acceptance): ReadonlyMap<string, Acceptance['authorities'][number]> =>
    new Map(of.authorities.map((authority) => [authority.trusts, authority]));
  const [old, now] = [known(before), known(after)];
  const gone = [...old.values()].filter(({ trusts }) => !now.has(trusts));
  if (gone.length > 0) add('keys', { authorities: gone.map(({ label }) => label) }, 'authorities');
  // Without authorities the gate takes a policy for none: to have one at all is stricter.
  const fresh = old.size === 0 ? [] : [...now.values()].filter(({ trusts }) => !old.has(trusts));
  if (fresh.length > 0) add('accepts', { authorities: fresh.map(({ label }) => label) }, 'authorities');
  const attestations = [...old.values()].flatMap(({ trusts, wants }) => {
    const kept = now.get(trusts);
    return kept === undefined ? [] : wants.filter((each) => !kept.wants.includes(each));
  });
  if (attestations.length > 0) add('attestations', { attestations: [...new Set(attestations)] }, 'authorities');
  if (before.condition !== null && before.condition !== after.condition) add('condition', {}, 'policy');
  return problems;
}
