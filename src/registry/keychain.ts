import { join } from 'node:path';
import type { Ports, Repository } from '../domain/index.ts';
import type { Credential } from './credential.ts';
import { askCredentialHelper } from './credential-helper.ts';
import { DockerConfig, findEntry, readAuth } from './docker-config.ts';

const MAX_CONFIG_BYTES = 1024 * 1024;

/** Credentials by registry, as `docker` would find them. */
export interface Keychain {
  /** Null: go there anonymously. Never throws: what cannot be read is said in the log, once. */
  find(repository: Repository): Promise<Credential | null>;
}

export type KeychainPorts = Pick<Ports, 'env' | 'files' | 'exec' | 'log'>;

async function readConfig(ports: KeychainPorts): Promise<DockerConfig> {
  const home = ports.env.get('HOME') ?? ports.env.get('USERPROFILE');
  const directory = ports.env.get('DOCKER_CONFIG') ?? (home === undefined ? undefined : join(home, '.docker'));
  if (directory === undefined) return {};
  const path = join(directory, 'config.json');
  try {
    const bytes = await ports.files.read(path, MAX_CONFIG_BYTES);
    if (bytes === null) return {};
    const parsed = DockerConfig.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    if (parsed.success) return parsed.data;
  } catch {
    // The parser's message would quote the file, and the file holds secrets.
  }
  ports.log.warn(`The Docker configuration ${path} cannot be read; registries are asked without credentials.`);
  return {};
}

/**
 * The Docker configuration (`DOCKER_CONFIG`, else `~/.docker/config.json`): for a registry its `credHelpers` entry, else
 * the `credsStore`, else its `auths` entry. `given` wins over all of it. The file is read once, each helper asked once
 * a registry.
 */
export function createKeychain(ports: KeychainPorts, given: ReadonlyMap<string, Credential> = new Map()): Keychain {
  let config: Promise<DockerConfig> | null = null;
  const helped = new Map<string, Promise<Credential | null>>();
  const ask = (helper: string, registry: string): Promise<Credential | null> => {
    const key = `${helper} ${registry}`;
    const answer = helped.get(key) ?? askCredentialHelper(helper, registry, ports);
    helped.set(key, answer);
    return answer;
  };
  return {
    async find({ registry, path }) {
      const own = given.get(registry);
      if (own !== undefined) return own;
      config ??= readConfig(ports);
      const { auths, credHelpers, credsStore } = await config;
      const helper = findEntry(credHelpers ?? {}, registry, path) ?? credsStore ?? null;
      const stored = helper === null || helper === '' ? null : await ask(helper, registry);
      return stored ?? readAuth(findEntry(auths ?? {}, registry, path));
    },
  };
}
