import { z } from 'zod';
import { flag, int32, list, quantities, struct, text, textMap, texts } from '../decoding.ts';

/** metav1.ObjectMeta, as far as people write it: `namespace: n` is a boolean to kubectl, `name: 5` a number. */
export const MetadataSchema = z.object({
  metadata: struct({ name: text, namespace: text, generateName: text, labels: textMap, annotations: textMap }),
});

/** Numbers and booleans without quotes are what the API server refuses most often here. */
export const ConfigMapSchema = z.object({ data: textMap, binaryData: textMap, immutable: flag });
export const SecretSchema = z.object({ data: textMap, stringData: textMap, type: text, immutable: flag });

export const NamespaceSchema = z.object({ metadata: struct({ name: text, labels: textMap }) });
export type Namespace = z.output<typeof NamespaceSchema>;

export const ServiceAccountSchema = z.object({
  metadata: struct({ name: text }),
  automountServiceAccountToken: flag,
  secrets: list(z.object({ name: text })),
  imagePullSecrets: list(z.object({ name: text })),
});
export type ServiceAccount = z.output<typeof ServiceAccountSchema>;

const servicePort = z.object({
  name: text,
  protocol: text,
  port: int32,
  targetPort: z.union([z.number(), z.string()]).nullish(),
});
export type ServicePort = z.output<typeof servicePort>;

export const ServiceSchema = z.object({
  spec: struct({
    type: text,
    selector: textMap,
    externalIPs: texts,
    loadBalancerSourceRanges: texts,
    clusterIP: text,
    ports: list(servicePort),
  }),
  metadata: struct({ name: text, annotations: textMap }),
});
export type Service = z.output<typeof ServiceSchema>;

export const IngressSchema = z.object({
  spec: struct({
    tls: list(z.object({ hosts: texts, secretName: text })),
    rules: list(z.object({ host: text })),
  }),
  metadata: struct({ name: text, annotations: textMap }),
});
export type Ingress = z.output<typeof IngressSchema>;

const limit = z.object({
  type: text,
  default: quantities,
  defaultRequest: quantities,
  max: quantities,
  min: quantities,
  maxLimitRequestRatio: quantities,
});

export const LimitRangeSchema = z.object({ spec: struct({ limits: list(limit) }) });
export type LimitRange = z.output<typeof LimitRangeSchema>;
