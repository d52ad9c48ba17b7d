import {
  type Finding,
  fileLocation,
  formatNamedPath,
  formatPath,
  GateError,
  type Manifest,
  type Ports,
  type Source,
  type Tree,
} from '../../../domain/index.ts';
import type { Policy } from '../../../policy/index.ts';
import { withoutRepeats } from '../check.ts';
import { findingOf } from '../finding.ts';
import { configuredLevel, type RuleLevel } from '../levels.ts';
import { rule as knownToken } from '../rules/secrets/known-token.ts';
import { rule as plaintextCredential } from '../rules/secrets/plaintext-credential.ts';
import type { Entry } from './entry-map.ts';
import { GITLEAKS } from './gitleaks-rule.ts';
import { type GitleaksMemory, type GitleaksResult, isGuess, searchWithGitleaks } from './gitleaks-run.ts';
import { namedCredentials } from './settings.ts';
import { hashOf, type Text, textsOf } from './texts.ts';
import { tokenIn } from './tokens.ts';
import { checkValuesFiles, readValuesFiles, unreadValues, type ValuesFile } from './values-files.ts';

export interface CredentialsContext {
  readonly manifests: readonly Manifest[];
  /** What the rules found in these. */
  readonly rendered: readonly Finding[];
  /** The files of the tree that each source was rendered from. */
  readonly files: ReadonlyMap<Source, ReadonlySet<string>>;
  readonly tree: Tree;
  readonly policy: Policy;
  readonly ports: Pick<Ports, 'exec' | 'files' | 'log'>;
  /** The program; null where there is none. @throws GateError stage `tools` where the policy names one that is not there. */
  readonly findGitleaks: () => Promise<string | null>;
  /** What it has said of the other side of the change. */
  readonly gitleaks: GitleaksMemory;
}

export interface CredentialsResult {
  /** What was found in the objects, by any rule, then what only values files show. */
  readonly findings: readonly Finding[];
  /** The programs that searched. */
  readonly tools: { readonly gitleaks?: { readonly version: string } };
}

/**
 * Credentials beyond what one object shows: those of Helm values, rendered or not, by the gate's own shapes, and those of
 * everything by gitleaks, where it is there. What the own shapes have found is not said again.
 */
export async function checkCredentials(context: CredentialsContext): Promise<CredentialsResult> {
  const { manifests, rendered, files, tree, policy } = context;
  const own = levelOf(policy, knownToken.description.id);
  const foreign = levelOf(policy, GITLEAKS.id);
  if (own === 'off' && foreign === 'off') return { findings: rendered, tools: {} };
  const values = await readValuesFiles(files, tree);
  const isOwn = ({ rule }: Finding): boolean => rule === knownToken.description.id;
  const findings: Finding[] = rendered.filter((finding) => !isOwn(finding));
  if (own !== 'off') {
    const rule = knownToken.description;
    const kindOf = ({ text }: Text): string | null => tokenIn(text);
    const known = rendered.filter(isOwn);
    findings.push(...checkValuesFiles(values, { rule, level: own, kindOf, manifests, known }));
    findings.push(...unreadValues(values, { rule, level: own }));
  } else if (foreign !== 'off') findings.push(...unreadValues(values, { rule: GITLEAKS, level: foreign }));
  if (foreign === 'off') return { findings, tools: {} };

  const isLeft = ({ text }: Entry): boolean => !ENCRYPTED.test(text) && (own === 'off' || tokenIn(text) === null);
  const result = await search(context, values, isLeft);
  if (result === null) return { findings, tools: {} };
  if (result.status === 'failed') {
    return { findings: [...findings, notSearched(result, foreign, context, values)], tools: {} };
  }
  const kindOf = (text: Text): string | null => {
    const rule = isLeft(text) ? result.ruleOf(text) : null;
    return rule === null || isGuessOfImage(rule, text) ? null : `gitleaks: ${rule}`;
  };
  const foundIn = (some: readonly Manifest[]) =>
    some.flatMap((manifest) => inObject(manifest, kindOf, foreign, saidOf(manifest, policy)));
  const plain = foundIn(manifests.filter(({ face }) => face === undefined));
  const known = [...plain, ...withoutRepeats(foundIn(manifests.filter(({ face }) => face !== undefined)), plain)];
  findings.push(...checkValuesFiles(values, { rule: GITLEAKS, level: foreign, kindOf, manifests, known }));
  return { findings, tools: { gitleaks: { version: result.version } } };
}

function levelOf(policy: Policy, id: string): RuleLevel {
  return configuredLevel(policy, id)?.level ?? 'warn';
}

/** SOPS encrypts values one by one. */
const ENCRYPTED = /^ENC\[/;

/** The tag of an image is as random as a key: `acme/access-api:v1.4-9f3c0a77`. */
function isGuessOfImage(rule: string, { name }: Text): boolean {
  return isGuess(rule) && /image/i.test(name);
}

/** Null: there is no gitleaks, and nobody insists on it. */
async function search(
  { manifests, policy, ports, findGitleaks, gitleaks }: CredentialsContext,
  values: readonly ValuesFile[],
  isLeft: (text: Entry) => boolean,
): Promise<GitleaksResult | null> {
  let program: string | null;
  try {
    program = await findGitleaks();
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    const why = error.message.replace(/\.$/, '');
    return { status: 'failed', cause: 'infrastructure', why, remedy: error.remedy };
  }
  if (program === null) {
    const configured = configuredLevel(policy, GITLEAKS.id);
    if (configured?.pattern !== GITLEAKS.id || configured.level !== 'error') return null;
    const why = 'there is no such program, and hardening.rules names secrets/gitleaks as an error';
    const remedy =
      'Put gitleaks on PATH (on the command line), or name it by its absolute path in tools.gitleaks.path.';
    return { status: 'failed', cause: 'infrastructure', why, remedy };
  }
  ports.log.progress('Searching for credentials with gitleaks');
  return searchWithGitleaks(program, entriesOf(manifests, values, isLeft), ports, gitleaks);
}

function* entriesOf(
  manifests: readonly Manifest[],
  values: readonly ValuesFile[],
  isLeft: (text: Entry) => boolean,
): Generator<Entry> {
  for (const manifest of manifests)
    for (const { name, text } of textsOf(manifest)) if (isLeft({ name, text })) yield { name, text };
  for (const { texts } of values) for (const { name, text } of texts) if (isLeft({ name, text })) yield { name, text };
}

/** Where the object's credentials are that their names give away: one problem is not said by two rules. */
function saidOf(manifest: Manifest, policy: Policy): ReadonlySet<string> {
  if (levelOf(policy, plaintextCredential.description.id) === 'off') return new Set();
  return new Set(namedCredentials(manifest).map(({ path }) => formatPath(path)));
}

const MESSAGES = { token: '{where} holds a credential ({kind})' };

function inObject(
  manifest: Manifest,
  kindOf: (text: Text) => string | null,
  level: Exclude<RuleLevel, 'off'>,
  said: ReadonlySet<string>,
): readonly Finding[] {
  return [...textsOf(manifest)].flatMap((each) => {
    const kind = said.has(formatPath(each.path)) ? null : kindOf(each);
    if (kind === null) return [];
    const data = { kind, at: formatNamedPath(manifest.object, each.path), hash: hashOf(each.text) };
    const problem = { message: 'token', data, shown: { where: formatPath(each.path) }, paths: [each.path] } as const;
    return findingOf({ description: GITLEAKS, messages: MESSAGES }, level, manifest, [problem], '');
  });
}

/** At the first text that was to be searched: it has no place of its own. */
function notSearched(
  { why, remedy, cause }: Extract<GitleaksResult, { status: 'failed' }>,
  level: Exclude<RuleLevel, 'off'>,
  { manifests }: CredentialsContext,
  values: readonly ValuesFile[],
): Finding {
  const file = manifests[0]?.ref.file ?? values[0]?.file ?? '';
  return {
    rule: GITLEAKS.id,
    severity: GITLEAKS.severity,
    result: { outcome: 'unknown', cause },
    enforcement: level === 'error' ? 'block' : 'warn',
    message: `Credentials were not searched for with gitleaks: ${why}. What only its rules know is not found. ${remedy}`,
    manifest: null,
    image: null,
    location: fileLocation(file),
    related: [],
    path: null,
    identity: ['not-searched'],
    digest: null,
  };
}
