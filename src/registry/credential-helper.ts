import { delimiter, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import type { Ports } from '../domain/index.ts';
import type { Credential } from './credential.ts';
import { DOCKER_HUB_KEY } from './docker-config.ts';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const TIMEOUT_MS = 15_000;

/** What a helper may need to find its own keys: a path, a home, a session, and the clouds' own variables. */
const INHERITED = [
  'PATH',
  'PATHEXT',
  'HOME',
  'USER',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'SYSTEMROOT',
  'TMPDIR',
  'TEMP',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'XDG_RUNTIME_DIR',
  'DBUS_SESSION_BUS_ADDRESS',
  'DOCKER_CONFIG',
  'GNUPGHOME',
  'PASSWORD_STORE_DIR',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_PROFILE',
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_ROLE_ARN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_ECR_CACHE_DIR',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'CLOUDSDK_CONFIG',
  'AZURE_CLIENT_ID',
  'AZURE_CLIENT_SECRET',
  'AZURE_TENANT_ID',
  'AZURE_FEDERATED_TOKEN_FILE',
  'AZURE_CONFIG_DIR',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'NO_PROXY',
] as const;

const Answer = z.looseObject({ Username: z.string(), Secret: z.string() });

/** The words that docker-credential-helpers prints where it has no entry (credentials/error.go). Not a failure. */
const NOT_FOUND = /credentials not found/i;

async function findProgram(name: string, ports: Pick<Ports, 'env' | 'files'>): Promise<string | null> {
  const suffixes = ports.env.get('PATHEXT') === undefined ? [''] : ['.exe'];
  for (const directory of (ports.env.get('PATH') ?? '').split(delimiter)) {
    if (!isAbsolute(directory)) continue;
    for (const suffix of suffixes) {
      const path = join(directory, `docker-credential-${name}${suffix}`);
      if (await ports.files.exists(path)) return path;
    }
  }
  return null;
}

/**
 * Asks a Docker credential helper (docker/docker-credential-helpers, the `get` command: server on standard input,
 * JSON on standard output). Null where it has nothing, or cannot be asked; the latter is said in the log.
 */
export async function askCredentialHelper(
  helper: string,
  registry: string,
  ports: Pick<Ports, 'env' | 'files' | 'exec' | 'log'>,
): Promise<Credential | null> {
  const give = (why: string): null => {
    ports.log.warn(`The credential helper ${JSON.stringify(helper)} for ${registry} ${why}; going on without it.`);
    return null;
  };
  if (!NAME.test(helper)) return give('has no sound name');
  const program = await findProgram(helper, ports);
  if (program === null) return give(`is not on PATH (docker-credential-${helper})`);

  const env: Record<string, string> = {};
  for (const name of INHERITED) {
    const value = ports.env.get(name);
    if (value !== undefined) env[name] = value;
  }
  const result = await ports.files.withTemporaryDirectory('credential-helper-', (cwd) =>
    ports.exec.run({
      program,
      args: ['get'],
      cwd,
      env,
      network: 'direct',
      stdin: registry === 'docker.io' ? DOCKER_HUB_KEY : registry,
      timeoutMs: TIMEOUT_MS,
      maxOutputBytes: 1024 * 1024,
    }),
  );
  if (result.status !== 'exited') return give(`gave ${result.reason}`);
  const output = Buffer.from(result.stdout).toString('utf8');
  if (result.code !== 0) {
    return NOT_FOUND.test(output) || NOT_FOUND.test(result.stderr) ? null : give(`ended with code ${result.code}`);
  }
  const parsed = Answer.safeParse(parseJson(output));
  if (!parsed.success) return give('gave an answer that cannot be read');
  const { Username: username, Secret: secret } = parsed.data;
  // The protocol's own mark for an identity token.
  if (username === '<token>') return { kind: 'identity', token: secret };
  return username === '' || secret === '' ? null : { kind: 'basic', username, password: secret };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
