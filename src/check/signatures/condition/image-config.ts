import { isObject, type Json, type JsonObject } from '../../../domain/index.ts';
import {
  flag,
  type GoValue,
  list,
  NotOfItsType,
  omitEmpty,
  omitEmptyMap,
  struct,
  text,
  time,
} from '../attestation/go-value.ts';
import { parseUnambiguousJson } from './json-keys.ts';

const word = omitEmpty(text);
const words = omitEmpty(list(text));

/** Left out where it is false. */
const whether: GoValue = (value) => (flag(value) === true ? true : undefined);

/** Left out where it is 0. */
const integer: GoValue = (value) => {
  if (value === undefined || value === null || value === 0) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new NotOfItsType();
  return value;
};

const hash: GoValue = (value) => {
  if (typeof value !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(value)) throw new NotOfItsType();
  return value;
};

const healthcheck = struct({
  Test: words,
  Interval: integer,
  Timeout: integer,
  StartPeriod: integer,
  Retries: integer,
});

const marks = omitEmptyMap(struct({}));

/** go-containerregistry v0.20, pkg/v1/config.go. A time that is not there is written all the same. */
const configFile = struct({
  architecture: text,
  author: word,
  container: word,
  created: time,
  docker_version: word,
  history: omitEmpty(
    list(struct({ author: word, created: time, created_by: word, comment: word, empty_layer: whether })),
  ),
  os: text,
  rootfs: struct({ type: text, diff_ids: list(hash) }),
  config: struct({
    AttachStderr: whether,
    AttachStdin: whether,
    AttachStdout: whether,
    Cmd: words,
    Healthcheck: (value) => (value === undefined || value === null ? undefined : healthcheck(value)),
    Domainname: word,
    Entrypoint: words,
    Env: words,
    Hostname: word,
    Image: word,
    Labels: omitEmptyMap(text),
    OnBuild: words,
    OpenStdin: whether,
    StdinOnce: whether,
    Tty: whether,
    User: word,
    Volumes: marks,
    WorkingDir: word,
    ExposedPorts: marks,
    ArgsEscaped: whether,
    NetworkDisabled: whether,
    MacAddress: word,
    StopSignal: word,
    Shell: words,
  }),
  'os.version': word,
  variant: word,
  'os.features': words,
});

/** One image's configuration as the controller hands it on, and the platform that it does so under. */
export interface ReadImageConfig {
  /** `linux/arm/v7`, with `:VERSION` where it names a version of the system; empty where it names no system. */
  readonly platform: string;
  readonly config: JsonObject;
}

/** Null for what the controller could not read, or might read otherwise. */
export function readImageConfig(bytes: Uint8Array): ReadImageConfig | null {
  const parsed = parseUnambiguousJson(bytes);
  if (parsed === undefined) return null;
  let config: Json | undefined;
  try {
    config = configFile(parsed);
  } catch (error) {
    if (error instanceof NotOfItsType) return null;
    throw error;
  }
  return config !== undefined && isObject(config) ? { platform: platformOf(config), config } : null;
}

/** go-containerregistry, Platform.String. */
function platformOf(config: JsonObject): string {
  const [os, ...parts] = ['os', 'architecture', 'variant'].map((name) => String(config[name] ?? ''));
  if (os === undefined || os === '') return '';
  const version = config['os.version'];
  return [os, ...parts.filter((part) => part !== '')].join('/') + (version === undefined ? '' : `:${String(version)}`);
}
