import { z } from 'zod';

/**
 * What the rules read of a pod, decoded as the API server decodes it (k8s.io/api core/v1 types.go, sigs.k8s.io/json):
 * names are case-sensitive, unknown fields are dropped, `null` is the same as absent, a null list item is an empty
 * one, and any other wrong type is an error.
 */

const flag = z.boolean().nullish();
const text = z.string().nullish();
const whole = z.number().int().nullish();

const INT32 = 2 ** 31;
const port = z
  .number()
  .refine((value) => Number.isInteger(value) && value >= -INT32 && value < INT32, 'expected a 32-bit integer')
  .nullish();

function struct<const T extends z.ZodRawShape>(shape: T) {
  return z.object(shape).nullish();
}

function list<T extends z.ZodType>(item: T) {
  return z
    .array(item.nullable().transform((value): z.output<T> => value ?? item.parse({})))
    .nullish()
    .transform((value): z.output<T>[] => value ?? []);
}

const texts = z
  .array(z.string().nullable())
  .nullish()
  .transform((value) => (value ?? []).map((item) => item ?? ''));

const profile = struct({ type: text, localhostProfile: text });
const seLinuxOptions = struct({ user: text, role: text, type: text, level: text });
const windowsOptions = struct({ hostProcess: flag });
const capabilities = struct({ add: texts, drop: texts });

const containerSecurityContext = struct({
  allowPrivilegeEscalation: flag,
  appArmorProfile: profile,
  capabilities,
  privileged: flag,
  procMount: text,
  readOnlyRootFilesystem: flag,
  runAsGroup: whole,
  runAsNonRoot: flag,
  runAsUser: whole,
  seLinuxOptions,
  seccompProfile: profile,
  windowsOptions,
});

const podSecurityContext = struct({
  appArmorProfile: profile,
  runAsGroup: whole,
  runAsNonRoot: flag,
  runAsUser: whole,
  seLinuxOptions,
  seccompProfile: profile,
  sysctls: list(z.object({ name: text, value: text })),
  windowsOptions,
});

const handler = struct({ httpGet: struct({ host: text }), tcpSocket: struct({ host: text }) });
const quantities = z.record(z.string(), z.union([z.string(), z.number()]).nullable()).nullish();

const container = z.object({
  name: text,
  image: text,
  securityContext: containerSecurityContext,
  ports: list(z.object({ name: text, containerPort: port, hostPort: port, hostIP: text })),
  livenessProbe: handler,
  readinessProbe: handler,
  startupProbe: handler,
  lifecycle: struct({ postStart: handler, preStop: handler }),
  resources: struct({ requests: quantities, limits: quantities }),
  volumeMounts: list(z.object({ name: text, mountPath: text, readOnly: flag })),
});

/** Every field of core/v1 VolumeSource. What each holds matters to no rule, only whether it is there. */
export const VOLUME_SOURCES = [
  ...(['awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'configMap', 'csi'] as const),
  ...(['downwardAPI', 'emptyDir', 'ephemeral', 'fc', 'flexVolume', 'flocker', 'gcePersistentDisk'] as const),
  ...(['gitRepo', 'glusterfs', 'hostPath', 'image', 'iscsi', 'nfs', 'persistentVolumeClaim'] as const),
  ...(['photonPersistentDisk', 'portworxVolume', 'projected', 'quobyte', 'rbd', 'scaleIO', 'secret'] as const),
  ...(['storageos', 'vsphereVolume'] as const),
];

export type VolumeSource = (typeof VOLUME_SOURCES)[number];

/** A volume, with the names of the sources that are there: `{}` is one, null is none. */
const volume = z.looseObject({ name: text }).transform((value, context) => {
  const sources = VOLUME_SOURCES.filter((name) => (value[name] ?? null) !== null);
  for (const name of sources) {
    if (typeof value[name] === 'object' && !Array.isArray(value[name])) continue;
    context.addIssue({ code: 'custom', path: [name], message: 'expected a mapping' });
  }
  return { name: value.name, sources };
});

export const PodSpecSchema = z.object({
  automountServiceAccountToken: flag,
  containers: list(container),
  ephemeralContainers: list(container),
  hostIPC: flag,
  hostNetwork: flag,
  hostPID: flag,
  hostUsers: flag,
  initContainers: list(container),
  nodeName: text,
  os: struct({ name: text }),
  securityContext: podSecurityContext,
  serviceAccount: text,
  serviceAccountName: text,
  shareProcessNamespace: flag,
  volumes: list(volume),
});

export const PodMetadataSchema = z.object({
  annotations: z
    .record(z.string(), z.string().nullable())
    .nullish()
    .transform((value) =>
      Object.fromEntries(Object.entries(value ?? {}).map(([key, item]): [string, string] => [key, item ?? ''])),
    ),
  labels: z
    .record(z.string(), z.string().nullable())
    .nullish()
    .transform((value) => value ?? {}),
});

export type PodSpec = z.output<typeof PodSpecSchema>;
export type PodMetadata = z.output<typeof PodMetadataSchema>;
export type Container = z.output<typeof container>;
export type Volume = z.output<typeof volume>;
