import { z } from 'zod';
import { flag, int32, list, quantities, struct, text, textMap, texts, whole } from './decoding.ts';

/** What the rules read of a pod: core/v1 PodSpec and its metadata. */

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
const resources = struct({ requests: quantities, limits: quantities });

const container = z.object({
  name: text,
  image: text,
  imagePullPolicy: text,
  command: texts,
  args: texts,
  env: list(
    z.object({ name: text, value: text, valueFrom: struct({ secretKeyRef: struct({ name: text, key: text }) }) }),
  ),
  envFrom: list(z.object({ secretRef: struct({ name: text }) })),
  securityContext: containerSecurityContext,
  ports: list(z.object({ name: text, containerPort: int32, hostPort: int32, hostIP: text, protocol: text })),
  livenessProbe: handler,
  readinessProbe: handler,
  startupProbe: handler,
  lifecycle: struct({ postStart: handler, preStop: handler }),
  resources,
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

/** What may be in a projected volume, as far as rules read it. */
const projection = z.object({
  secret: struct({ name: text }),
  serviceAccountToken: struct({ expirationSeconds: whole }),
});

/** A volume, with the names of the sources that are there: `{}` is one, null is none. */
const volume = z
  .looseObject({
    name: text,
    hostPath: struct({ path: text, type: text }),
    secret: struct({ secretName: text }),
    projected: struct({ sources: list(projection) }),
  })
  .transform(({ name, hostPath, ...held }, context) => {
    const value: Readonly<Record<string, unknown>> = { ...held, hostPath };
    const sources = VOLUME_SOURCES.filter((source) => (value[source] ?? null) !== null);
    for (const source of sources) {
      if (typeof value[source] === 'object' && !Array.isArray(value[source])) continue;
      context.addIssue({ code: 'custom', path: [source], message: 'expected a mapping' });
    }
    return { name, hostPath, sources };
  });

export const PodSpecSchema = z.object({
  automountServiceAccountToken: flag,
  containers: list(container),
  ephemeralContainers: list(container),
  hostIPC: flag,
  hostNetwork: flag,
  hostPID: flag,
  hostUsers: flag,
  imagePullSecrets: list(z.object({ name: text })),
  initContainers: list(container),
  nodeName: text,
  nodeSelector: textMap,
  os: struct({ name: text }),
  priorityClassName: text,
  resources,
  restartPolicy: text,
  securityContext: podSecurityContext,
  serviceAccount: text,
  serviceAccountName: text,
  shareProcessNamespace: flag,
  tolerations: list(z.object({ key: text, operator: text, value: text, effect: text })),
  volumes: list(volume),
});

export const PodMetadataSchema = z.object({ annotations: textMap, labels: textMap });

export type PodSpec = z.output<typeof PodSpecSchema>;
export type PodMetadata = z.output<typeof PodMetadataSchema>;
export type Container = z.output<typeof container>;
export type Volume = z.output<typeof volume>;
