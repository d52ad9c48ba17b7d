import picomatch from 'picomatch';
import { fileLocation, type Location, type Tree, UsageError } from '../domain/index.ts';
import { parsePolicy } from './document.ts';
import { DEFAULT_POLICY, type Policy } from './schema.ts';

export const DEFAULT_POLICY_FILE = '.github/supply-chain-gate.yaml';

/** A file that the policy names (a ClusterImagePolicy, a TrustRoot, an admission policy), as text: its check reads it. */
export interface SignatureDocument {
  readonly file: string;
  readonly text: string;
}

/** What the policy says of vulnerabilities in files of its own tree. */
export interface VulnerabilityDocuments {
  /** Null where the policy names none. */
  readonly kev: SignatureDocument | null;
  readonly vex: readonly SignatureDocument[];
}

/** The policy in force, where it came from, and the documents it names. All from one tree: the trusted one. */
export interface LoadedPolicy {
  readonly policy: Policy;
  /** Null where there is no file and the defaults hold. */
  readonly file: string | null;
  /** `the working tree`, `commit 1a2b3c4`. */
  readonly from: string;
  readonly signatureDocuments: readonly SignatureDocument[];
  /** Files of `hardening.admissionPolicies`. */
  readonly admissionDocuments: readonly SignatureDocument[];
  readonly vulnerabilityDocuments: VulnerabilityDocuments;
  locate(path: readonly PropertyKey[]): Location;
}

/**
 * Loads the policy from the tree that is trusted to decide.
 *
 * @param file null for the default file, which may be missing; a named one must be there.
 * @throws UsageError where the file is not valid, a named one is missing, or a pattern for other files matches nothing.
 */
export async function loadPolicy(tree: Tree, file: string | null): Promise<LoadedPolicy> {
  const path = file ?? DEFAULT_POLICY_FILE;
  const entry = await tree.stat(path);
  if (entry === null || entry === 'directory' || entry.kind !== 'file') {
    if (file === null && entry === null) {
      const locate = () => fileLocation(path);
      const vulnerabilityDocuments = { kev: null, vex: [] };
      const from = tree.label;
      const documents = { signatureDocuments: [], admissionDocuments: [], vulnerabilityDocuments };
      return { policy: DEFAULT_POLICY, file: null, from, ...documents, locate };
    }
    throw new UsageError({
      code: 'policy/not-found',
      stage: 'policy',
      message: `There is no policy file ${path} in ${tree.label}.`,
      remedy: 'Name an existing file (not a directory or a link), or leave the option out to use the defaults.',
    });
  }
  const document = parsePolicy(await tree.read(path), path);
  const { signatures, vulnerabilities, hardening } = document.policy;
  const { kev, vex } = vulnerabilities;
  const read = (named: NamedFiles) => readNamed(tree, named, document.locate);
  const [catalogue = null] = await read({
    path: ['vulnerabilities', 'kev'],
    // A file's own name is no pattern.
    patterns: kev === undefined ? [] : [kev.replace(/[\\*?[\]{}()!+@|]/g, '\\$&')],
    consequence: 'nothing would be known to be exploited',
    remedy: 'Correct the path (it is relative to the repository root), or add the catalogue.',
  });
  return {
    policy: document.policy,
    file: path,
    from: tree.label,
    signatureDocuments: await read({
      path: ['signatures', 'policies'],
      patterns: signatures.policies,
      consequence: 'no image would be checked against it',
      remedy: 'Correct the pattern (it is relative to the repository root), or add the ClusterImagePolicy it means.',
    }),
    admissionDocuments: await read({
      path: ['hardening', 'admissionPolicies'],
      patterns: hardening.admissionPolicies,
      consequence: 'no manifest would be judged by it',
      remedy: 'Correct the pattern (it is relative to the repository root), or add the admission policy it means.',
    }),
    vulnerabilityDocuments: {
      kev: catalogue,
      vex: await read({
        path: ['vulnerabilities', 'vex'],
        patterns: vex,
        consequence: 'nothing would be excepted by it',
        remedy: 'Correct the pattern (it is relative to the repository root), or add the OpenVEX document it means.',
      }),
    },
    locate: document.locate,
  };
}

interface NamedFiles {
  /** Of the key in the policy. */
  readonly path: readonly [string, string];
  readonly patterns: readonly string[];
  readonly consequence: string;
  readonly remedy: string;
}

async function readNamed(
  tree: Tree,
  { path: key, patterns, consequence, remedy }: NamedFiles,
  locate: LoadedPolicy['locate'],
): Promise<readonly SignatureDocument[]> {
  if (patterns.length === 0) return [];
  const files = (await tree.list()).filter((entry) => entry.kind === 'file').map((entry) => entry.path);
  const documents = new Map<string, SignatureDocument>();
  for (const [index, pattern] of patterns.entries()) {
    const matches = picomatch(pattern, { dot: true, nonegate: true, noext: true });
    const found = files.filter((path) => matches(path));
    if (found.length === 0) {
      const isList = key[1] !== 'kev';
      const location = locate(isList ? [...key, index] : key);
      const where = `${location.file}:${location.startLine}:${location.startColumn}`;
      throw new UsageError({
        code: 'policy/pattern-matches-nothing',
        stage: 'policy',
        message: `${where}: ${key.join('.')}${isList ? `[${index}]` : ''}: ${JSON.stringify(pattern)} matches no file in ${tree.label}, so ${consequence}.`,
        remedy,
        location,
      });
    }
    for (const path of found) {
      documents.set(path, { file: path, text: new TextDecoder().decode(await tree.read(path)) });
    }
  }
  return [...documents.values()];
}

/** The same files in another tree, which may have fewer of them: what a change makes of the policy. */
export async function namedDocumentsIn(tree: Tree, policy: Policy): Promise<readonly SignatureDocument[]> {
  const patterns = [...policy.signatures.policies, ...policy.hardening.admissionPolicies];
  if (patterns.length === 0) return [];
  const matches = picomatch(patterns, { dot: true, nonegate: true, noext: true });
  const found = (await tree.list()).filter((entry) => entry.kind === 'file' && matches(entry.path));
  return Promise.all(
    found.map(async ({ path }) => ({ file: path, text: new TextDecoder().decode(await tree.read(path)) })),
  );
}
