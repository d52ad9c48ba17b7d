import { join } from 'node:path';
import type { Command, CommandResult, Ports, Tool } from '../../domain/index.ts';
import { dockerConfigText } from '../../registry/index.ts';
import { asKnown, type RegistryAccess } from './registry-access.ts';

const GIGABYTE = 1024 ** 3;
const MAX_OUTPUT_BYTES = 128 * 1024 * 1024;
const MAX_MEMORY_BYTES = 4 * GIGABYTE;
/** Copies of what is looked at more than once: of the largest images that are known, some 5 GB of shared libraries. */
const MAX_TEMPORARY_BYTES = 8 * GIGABYTE;

/** Where Trivy keeps what it reads of layers: with itself, and so waiting for no other scan. */
export const IN_MEMORY = '--cache-backend=memory';

export interface TrivyCommand {
  readonly command: 'image' | 'rootfs' | 'sbom';
  readonly flags: readonly string[];
  /** The image, or the file; never taken for a flag. */
  readonly target?: string;
  readonly cacheDirectory: string;
  readonly access: RegistryAccess | null;
  readonly timeoutMs: number;
  /** Of so many at most; left out: of all that there are. */
  readonly processors?: number;
  /** Where it keeps what it reads of layers, in place of IN_MEMORY; holds a password. */
  readonly layers?: string;
}

export interface Trivy {
  readonly version: string;
  readonly sha256: string;
  /** Below which everything this run writes is, and which goes with it. */
  readonly directory: string;
  /** Before anything is run. @throws OtherProgram where the one that was expected is not the one that is there. */
  confirm(): Promise<void>;
  run(command: TrivyCommand): Promise<CommandResult>;
  /** Runs each, so many at a time, in this order. */
  runAll(commands: readonly TrivyCommand[], atOnce: number): Promise<readonly Promise<CommandResult>[]>;
}

/** The program that is there by all that a glance can tell, and what finds out for certain. */
export interface ExpectedTool {
  readonly tool: Tool;
  readonly locate: () => Promise<Tool>;
}

/** Another Trivy than the one that was expected, or none: what was found out so far was asked with the wrong name. */
export class OtherProgram extends Error {
  override readonly name = 'OtherProgram';
}

/** What a program needs to get through a proxy or to trust the company's certificates; nothing of it is a secret of a registry. */
const INHERITED = [
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'NO_PROXY',
  'https_proxy',
  'http_proxy',
  'no_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'SystemRoot',
] as const;

/**
 * Trivy as the gate runs it: from an empty directory, with an empty configuration and ignore file that are named
 * explicitly (it reads `trivy.yaml` and `.trivyignore` from where it stands), a closed environment without any
 * `TRIVY_…` variable of others, and a Docker configuration that holds one registry's credential, those of its mirrors, and no other.
 */
export async function createTrivy(
  { tool, locate }: ExpectedTool,
  directory: string,
  ports: Pick<Ports, 'env' | 'exec' | 'files'>,
  mirrors: Readonly<Record<string, readonly string[]>>,
): Promise<Trivy> {
  const empty = join(directory, 'empty');
  const config = join(directory, 'trivy.yaml');
  const ignore = join(directory, 'trivyignore');
  await ports.files.makeDirectory(empty);
  await ports.files.write(config, configText(mirrors));
  await ports.files.write(ignore, '');

  const inherited: Record<string, string> = {};
  for (const name of INHERITED) {
    const value = ports.env.get(name);
    if (value !== undefined) inherited[name] = value;
  }
  const configurations = new Map<string, Promise<string>>();
  const compare = async (): Promise<void> => {
    const found = await locate().catch((cause: unknown) => {
      throw new OtherProgram('it is not there', { cause });
    });
    const isSame = found.path === tool.path && found.sha256 === tool.sha256 && found.version === tool.version;
    if (!isSame) throw new OtherProgram('it is another one');
  };
  let compared: Promise<void> | null = null;
  const confirm = (): Promise<void> => {
    compared ??= compare();
    return compared;
  };

  const writeDockerConfig = async (access: RegistryAccess | null): Promise<string> => {
    const path = join(directory, `docker-${configurations.size}`);
    const credentials = new Map(access === null ? [] : [...(access.mirrors ?? []), [access.host, access.credential]]);
    await ports.files.write(join(path, 'config.json'), dockerConfigText(credentials));
    return path;
  };
  const dockerConfigFor = (access: RegistryAccess | null): Promise<string> => {
    const key = JSON.stringify([access?.host ?? null, access?.credential ?? null, [...(access?.mirrors ?? [])]]);
    const path = configurations.get(key) ?? writeDockerConfig(access);
    configurations.set(key, path);
    return path;
  };

  let runs = 0;
  const commandOf = async (wanted: TrivyCommand): Promise<Command> => {
    await confirm();
    const { command, flags, target, cacheDirectory, access, timeoutMs, processors, layers } = wanted;
    runs += 1;
    const scratch = join(directory, 'tmp', String(runs));
    return {
      program: tool.path,
      args: [
        command,
        `--config=${config}`,
        `--ignorefile=${ignore}`,
        `--cache-dir=${cacheDirectory}`,
        `--timeout=${Math.ceil(timeoutMs / 1000)}s`,
        '--no-progress',
        '--disable-telemetry',
        '--skip-version-check',
        ...(access?.insecure === true ? ['--insecure'] : []),
        ...(layers === undefined ? flags : flags.filter((flag) => flag !== IN_MEMORY)),
        ...(target === undefined ? [] : ['--', target]),
      ],
      cwd: empty,
      env: {
        ...inherited,
        HOME: directory,
        DOCKER_CONFIG: await dockerConfigFor(access),
        // Trivy asks the clouds' own registries with the machine's identity where it finds one; it must not here.
        AWS_EC2_METADATA_DISABLED: 'true',
        // A file that is not there, so that nobody is asked who this machine is.
        GOOGLE_APPLICATION_CREDENTIALS: join(directory, 'none'),
        // Half of a short scan is Trivy's start, and a fifth of that is collecting garbage there is little of.
        GOGC: '400',
        ...(processors === undefined ? {} : { GOMAXPROCS: String(processors) }),
        // Not an argument, which everybody on the machine can read.
        ...(layers === undefined ? {} : { TRIVY_CACHE_BACKEND: layers }),
      },
      network: access === null ? 'none' : access.passed === undefined ? 'direct' : 'loopback',
      // Layers are of an image that is named by its digest; a database says itself which it is; see ScanCircumstances.
      repeatable: true,
      // Trivy's own limit ends it in order; this one ends it anyway.
      timeoutMs: timeoutMs + 5_000,
      maxOutputBytes: MAX_OUTPUT_BYTES,
      maxMemoryBytes: MAX_MEMORY_BYTES,
      scratch: { directory: scratch, maxBytes: MAX_TEMPORARY_BYTES },
    };
  };

  const finished = async (result: CommandResult, access: RegistryAccess | null): Promise<CommandResult> => {
    if (result.status === 'exited' && result.code === 0) await access?.passed?.finish();
    return asKnown(result, access);
  };
  return {
    version: tool.version,
    sha256: tool.sha256,
    directory,
    confirm,
    run: async (command) => finished(await ports.exec.run(await commandOf(command)), command.access),
    runAll: async (commands, atOnce) => {
      const results = ports.exec.runAll(await Promise.all(commands.map(commandOf)), atOnce);
      return results.map(async (result, index) => finished(await result, commands[index]?.access ?? null));
    },
  };
}

/** JSON is YAML. Docker Hub goes by `index.docker.io` in Trivy's list of mirrors. */
function configText(mirrors: Readonly<Record<string, readonly string[]>>): string {
  const entries = Object.entries(mirrors).map(([host, list]) => [
    host === 'docker.io' ? 'index.docker.io' : host,
    list,
  ]);
  return entries.length === 0 ? '' : JSON.stringify({ registry: { mirrors: Object.fromEntries(entries) } });
}
