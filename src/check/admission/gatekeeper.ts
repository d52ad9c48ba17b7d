import { join } from 'node:path';
import { z } from 'zod';
import { get, type Manifest, type Ports, type Tool } from '../../domain/index.ts';
import { type Batch, documents, namespaceLabels, undeclaredNamespaces } from './resources.ts';
import { failureText, runEngine } from './run.ts';
import type { Verdict } from './verdict.ts';

const ID = 'admission/gatekeeper';

export interface GatekeeperJob {
  readonly templates: readonly Manifest[];
  readonly constraints: readonly Manifest[];
  readonly batches: readonly Batch[];
  readonly all: readonly Manifest[];
}

const named = z.object({
  kind: z.string(),
  metadata: z.object({ name: z.string().default(''), namespace: z.string().default('') }),
});

/** A violation as `gator test --output json` prints it. */
const Violations = z
  .array(
    z.object({
      msg: z.string().default(''),
      enforcementAction: z.string().default('deny'),
      constraint: named,
      violatingObject: named,
    }),
  )
  .nullable()
  .transform((value) => value ?? []);
type Violation = z.output<typeof Violations>[number];

/** What gator cannot evaluate it reports as a violation that begins so. */
const NOT_MATCHED = /^unable to match constraints: /;

/** What the Gatekeeper constraints say of the objects, by `gator test`. */
export async function gatekeeperVerdicts(
  tool: Tool,
  { templates, constraints, batches, all }: GatekeeperJob,
  ports: Pick<Ports, 'exec' | 'files'>,
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  const policies = documents([...templates, ...constraints].map(({ object }) => object));
  // A selector of labels wants the Namespace beside the object; of one from elsewhere only the name is known.
  const elsewhere = undeclaredNamespaces(all);
  const declared = namespaceLabels(all);
  for (const batch of batches) {
    const has = new Set(batch.manifests.filter(({ ref }) => ref.kind === 'Namespace').map(({ ref }) => ref.name));
    const others = [...declared].filter(([name]) => !has.has(name));
    const namespaces = documents(
      others.map(([name, labels]) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } })),
    );
    const result = await ports.files.withTemporaryDirectory('scg-gator', async (directory) => {
      await ports.files.write(join(directory, 'policies.yaml'), policies);
      await ports.files.write(join(directory, 'resources.yaml'), batch.text + namespaces);
      const args = ['test', '--filename', 'policies.yaml', '--filename', 'resources.yaml', '--output', 'json'];
      return runEngine(tool, args, directory, ports);
    });
    const stdout = result.status === 'exited' ? Buffer.from(result.stdout).toString('utf8').trim() : '';
    const violations = readViolations(stdout);
    if (violations === null) {
      const message = failureText(result, 'gator');
      const remedy = 'Correct the templates and constraints so that gator takes them.';
      for (const policy of constraints) {
        const enforces = isDenied(policy);
        verdicts.push({
          id: ID,
          policy,
          rule: null,
          enforces,
          message,
          outcome: 'not-run',
          cause: 'content',
          isLimit: false,
          remedy,
          path: [],
        });
      }
      continue;
    }
    verdicts.push(...violations.flatMap((violation) => verdictOf(violation, constraints, batch, elsewhere)));
  }
  return verdicts;
}

function readViolations(stdout: string): readonly Violation[] | null {
  try {
    const parsed = Violations.safeParse(JSON.parse(stdout));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function verdictOf(
  { msg, enforcementAction, constraint, violatingObject }: Violation,
  constraints: readonly Manifest[],
  batch: Batch,
  elsewhere: readonly string[],
): readonly Verdict[] {
  const { kind, metadata } = violatingObject;
  const manifest = batch.find({ kind, name: metadata.name, namespace: metadata.namespace });
  const policy = constraints.find(({ ref }) => ref.kind === constraint.kind && ref.name === constraint.metadata.name);
  if (manifest === null || policy === undefined) return [];
  const enforces = enforcementAction === 'deny' || isDenied(policy);
  const outcome = NOT_MATCHED.test(msg) ? 'unknown' : 'fail';
  const why = elsewhere.includes(metadata.namespace)
    ? ` (the repository does not declare the namespace ${JSON.stringify(metadata.namespace)})`
    : '';
  const message = outcome === 'fail' ? msg : `${msg.replace(NOT_MATCHED, '')}${why}`;
  // What cannot be matched for want of labels must not stop every change.
  return [
    { id: ID, policy, rule: null, enforces: enforces && outcome === 'fail', message, outcome, manifest, path: [] },
  ];
}

/** Left out, a constraint denies. */
export function isDenied({ object }: Manifest): boolean {
  const action = get(object, 'spec', 'enforcementAction') ?? 'deny';
  return action === 'deny' || (action === 'scoped' && JSON.stringify(object.spec).includes('"deny"'));
}
