import { type CommandResult, type ImageReference, type Ports, repositoryOf } from '../../domain/index.ts';
import { canonicalHost, formatReference, isLoopbackHost } from '../../images/index.ts';
import type { Policy } from '../../policy/index.ts';
import { type Credential, createKeychain, type PassedImage, type PullThrough } from '../../registry/index.ts';
import { causeOf } from '../../resolve/index.ts';
import type { Problem } from './scan-result.ts';

/** What a run of Trivy may see of the registry it talks to; null for a run without a network. */
export interface RegistryAccess {
  /** Canonical. */
  readonly host: string;
  readonly credential: Credential | null;
  /** Of the mirrors that are asked before it, by their hosts; left out where there are none. */
  readonly mirrors?: ReadonlyMap<string, Credential | null>;
  /** Speaks http, or https with a certificate that nobody vouches for. */
  readonly insecure: boolean;
  /** Where the gate reads in Trivy's place, which then asks nobody else; left out: Trivy asks the registry itself. */
  readonly passed?: PassedImage & { readonly repository: string };
}

/** `renewed`: it was asked for before, and the failure may have passed. */
export type AccessTo = (reference: ImageReference, renewed?: boolean) => Promise<RegistryAccess>;

export interface AccessOptions {
  readonly policy: Pick<Policy, 'mirrors'>;
  readonly ports: Pick<Ports, 'env' | 'exec' | 'files' | 'log'>;
  /** Hosts (with their port) that speak plain http though they are not loopback. They never get credentials. */
  readonly insecureHosts: readonly string[];
  /** Credentials from the caller, by canonical registry; they win over the Docker configuration. */
  readonly credentials?: ReadonlyMap<string, Credential>;
}

/** Trivy asks registries itself, with the credential of each and of its mirrors. */
export function directAccess({ policy, ports, insecureHosts, credentials }: AccessOptions): AccessTo {
  const keychain = createKeychain(ports, credentials);
  const plain = new Set(insecureHosts.map(canonicalHost));
  const named = new Map(Object.entries(policy.mirrors).map(([host, list]) => [canonicalHost(host), list]));
  return async ({ registry: host, path }) => {
    const mirrors = new Map<string, Credential | null>();
    for (const text of named.get(host) ?? []) {
      const [mirror = '', ...prefix] = text.split('/').filter((part) => part !== '');
      const registry = canonicalHost(mirror);
      mirrors.set(
        mirror,
        plain.has(registry) ? null : await keychain.find({ registry, path: [...prefix, path].join('/') }),
      );
    }
    const others = mirrors.size === 0 ? {} : { mirrors };
    if (plain.has(host)) return { host, credential: null, insecure: true, ...others };
    return {
      host,
      credential: await keychain.find({ registry: host, path }),
      insecure: isLoopbackHost(host),
      ...others,
    };
  };
}

/** Trivy asks the gate, with the login of this run, and gets no other. */
export function passedAccess({ host, credential, open }: PullThrough): AccessTo {
  return async (reference, renewed) => {
    const image = open(reference, renewed);
    const passed: RegistryAccess['passed'] = {
      name: image.name,
      refusal: () => image.refusal(),
      finish: () => image.finish(),
      repository: repositoryOf(reference),
    };
    return { host, credential, insecure: false, passed };
  };
}

/** What Trivy is asked for: the reference itself, or its name at the gate. */
export function askedFor(reference: ImageReference, { passed }: RegistryAccess): string {
  if (passed === undefined) return formatReference(reference);
  const tag = reference.tag === null ? '' : `:${reference.tag}`;
  return `${passed.name}${tag}${reference.digest === null ? '' : `@${reference.digest}`}`;
}

/** What Trivy said, by the names that people know: of the gate's own address and names nothing is left. */
export function asKnown(result: CommandResult, access: RegistryAccess | null): CommandResult {
  if (access?.passed === undefined) return result;
  const { host, passed } = access;
  const { name, repository } = passed;
  const address = `${host}/v2${name.slice(host.length)}`;
  const rename = (text: string): string =>
    text
      .replaceAll(`http://${address}/`, `${repository} `)
      .replaceAll(name, repository)
      .replaceAll(`http://${host}/v2/`, 'the gate')
      .replaceAll(host, 'the gate');
  const stderr = rename(result.stderr);
  if (result.status !== 'exited') return { ...result, stderr };
  return { ...result, stderr, stdout: Buffer.from(rename(Buffer.from(result.stdout).toString('utf8'))) };
}

/** Why the gate could not read what Trivy asked it for; null where it could, or where Trivy asked the registry. */
export function refusalOf(access: RegistryAccess | null): Problem | null {
  const error = access?.passed?.refusal() ?? null;
  if (error === null) return null;
  const { failure, message, remedy } = error;
  return { what: `registry-${failure}`, cause: causeOf(failure), message, remedy };
}
