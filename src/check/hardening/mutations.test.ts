import fc from 'fast-check';
import { expect, test } from 'vitest';
import { manifestOf } from '../../../test/support/hardening.ts';
import type { Json, JsonObject } from '../../domain/index.ts';
import { completePolicy } from '../../policy/schema.ts';
import { checkHardening } from './check.ts';
import { HARDENING_RULES } from './rules/index.ts';

/** Whatever pod passes, one flaw in any of its containers, or in the pod, makes it fail that check. */

interface Flaw {
  readonly level: 'baseline' | 'restricted';
  /** Merged into the securityContext of one container, into that container, into the pod's context, or into the pod. */
  readonly into: 'containerContext' | 'container' | 'podContext' | 'pod';
  readonly fields: fc.Arbitrary<JsonObject>;
}

const words = (...taken: readonly string[]): fc.Arbitrary<string> =>
  fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !taken.includes(text));
const one = (name: string, value: fc.Arbitrary<Json>): fc.Arbitrary<JsonObject> =>
  value.map((each) => ({ [name]: each }));

const FLAWS: Readonly<Record<string, Flaw>> = {
  'pss/allowPrivilegeEscalation': {
    level: 'restricted',
    into: 'containerContext',
    fields: one('allowPrivilegeEscalation', fc.constantFrom(true, null)),
  },
  'pss/appArmorProfile': {
    level: 'baseline',
    into: 'podContext',
    fields: one(
      'appArmorProfile',
      words('RuntimeDefault', 'Localhost').map((type) => ({ type })),
    ),
  },
  'pss/capabilities_baseline': {
    level: 'baseline',
    into: 'containerContext',
    fields: one(
      'capabilities',
      fc.stringMatching(/^CAP_[A-Z]{2,8}$/).map((name) => ({ add: [name] })),
    ),
  },
  'pss/capabilities_restricted': {
    level: 'restricted',
    into: 'containerContext',
    fields: one(
      'capabilities',
      fc.array(words('ALL')).map((drop) => ({ drop })),
    ),
  },
  'pss/hostNamespaces': {
    level: 'baseline',
    into: 'pod',
    fields: fc.constantFrom('hostNetwork', 'hostPID', 'hostIPC').map((name) => ({ [name]: true })),
  },
  'pss/hostPathVolumes': {
    level: 'baseline',
    into: 'pod',
    fields: one(
      'volumes',
      fc.string().map((path) => [{ name: 'v', hostPath: { path } }]),
    ),
  },
  'pss/hostPorts': {
    level: 'baseline',
    into: 'container',
    fields: one(
      'ports',
      fc.integer({ min: 1, max: 65_535 }).map((hostPort) => [{ containerPort: 80, hostPort }]),
    ),
  },
  'pss/hostProbesAndHostLifecycle': {
    level: 'baseline',
    into: 'container',
    fields: one(
      'startupProbe',
      words().map((host) => ({ tcpSocket: { port: 80, host } })),
    ),
  },
  'pss/privileged': { level: 'baseline', into: 'containerContext', fields: one('privileged', fc.constant(true)) },
  'pss/procMount': { level: 'baseline', into: 'containerContext', fields: one('procMount', words('Default')) },
  'pss/procMount_restricted': {
    level: 'restricted',
    into: 'containerContext',
    fields: one('procMount', words('Default')),
  },
  'pss/restrictedVolumes': {
    level: 'restricted',
    into: 'pod',
    fields: one(
      'volumes',
      fc.constantFrom('nfs', 'hostPath', 'rbd', 'storageos').map((source) => [{ name: 'v', [source]: {} }]),
    ),
  },
  'pss/runAsNonRoot': {
    level: 'restricted',
    into: 'containerContext',
    fields: one('runAsNonRoot', fc.constant(false)),
  },
  'pss/runAsUser': { level: 'restricted', into: 'containerContext', fields: one('runAsUser', fc.constant(0)) },
  'pss/seLinuxOptions': {
    level: 'baseline',
    into: 'containerContext',
    fields: one(
      'seLinuxOptions',
      fc.constantFrom('user', 'role', 'type').chain((field) => words().map((value) => ({ [field]: value }))),
    ),
  },
  'pss/seccompProfile_baseline': {
    level: 'baseline',
    into: 'containerContext',
    fields: one(
      'seccompProfile',
      words('RuntimeDefault', 'Localhost').map((type) => ({ type })),
    ),
  },
  'pss/seccompProfile_restricted': {
    level: 'restricted',
    into: 'containerContext',
    fields: one(
      'seccompProfile',
      words('RuntimeDefault', 'Localhost').map((type) => ({ type })),
    ),
  },
  'pss/sysctls': {
    level: 'baseline',
    into: 'podContext',
    fields: one(
      'sysctls',
      words().map((name) => [{ name: `kernel.${name}`, value: '1' }]),
    ),
  },
  'pss/windowsHostProcess': {
    level: 'baseline',
    into: 'podContext',
    fields: one('windowsOptions', fc.constant({ hostProcess: true })),
  },
};

const LISTS = ['containers', 'initContainers', 'ephemeralContainers'] as const;
const GOOD = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/** How many containers of each kind the pod has, and which one gets the flaw. */
const shape = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1 }))
  .chain((counts) => {
    const places = counts.flatMap((count, list) => Array.from({ length: count }, (_, index) => ({ list, index })));
    return fc.constantFrom(...places).map((flawed) => ({ counts, flawed }));
  });
interface Shape {
  readonly counts: readonly number[];
  readonly flawed: { readonly list: number; readonly index: number };
}

function pod({ counts, flawed }: Shape, flaw: Flaw | null, fields: JsonObject): JsonObject {
  const add = (into: Flaw['into']): JsonObject => (flaw?.into === into ? fields : {});
  const lists = counts.map((count, list) =>
    Array.from({ length: count }, (_, index): JsonObject => {
      const isFlawed = flawed.list === list && flawed.index === index;
      return {
        name: `c${list}${index}`,
        ...(isFlawed ? add('container') : {}),
        securityContext: { ...GOOD, ...(isFlawed ? add('containerContext') : {}) },
      };
    }),
  );
  return {
    ...Object.fromEntries(LISTS.map((name, list) => [name, lists[list] ?? []])),
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, ...add('podContext') },
    ...add('pod'),
  };
}

function failing(spec: JsonObject, level: Flaw['level']): readonly string[] {
  const manifest = manifestOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api' }, spec });
  const policy = completePolicy({
    version: 1,
    hardening: { podSecurity: { level }, rules: { '*': 'off', 'pss/*': 'error' } },
  });
  return checkHardening([manifest], { policy }).findings.map(({ rule }) => rule);
}

test('every check of the standards has a flaw here', () => {
  const ids = HARDENING_RULES.filter(({ scope }) => scope === 'pod-security').map(({ description }) => description.id);
  expect(Object.keys(FLAWS).sort()).toEqual([...ids].sort());
});

test.each(Object.entries(FLAWS))('%s fails on its flaw, wherever it is', (id, flaw) => {
  fc.assert(
    fc.property(shape, flaw.fields, (where, fields) => {
      expect(failing(pod(where, null, {}), flaw.level)).toEqual([]);
      expect(failing(pod(where, flaw, fields), flaw.level)).toContain(id);
    }),
  );
});
