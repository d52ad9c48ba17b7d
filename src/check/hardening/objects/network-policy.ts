import { z } from 'zod';
import { int32, labelSelector, list, struct, text, texts } from '../decoding.ts';

const port = z.object({ protocol: text, port: z.union([z.number(), z.string()]).nullish(), endPort: int32 });

const peer = z.object({
  podSelector: labelSelector,
  namespaceSelector: labelSelector,
  ipBlock: struct({ cidr: text, except: texts }),
});
export type NetworkPeer = z.output<typeof peer>;

/** networking.k8s.io/v1 NetworkPolicy. */
export const NetworkPolicySchema = z.object({
  spec: struct({
    podSelector: labelSelector,
    policyTypes: texts,
    ingress: list(z.object({ from: list(peer), ports: list(port) })),
    egress: list(z.object({ to: list(peer), ports: list(port) })),
  }),
});
export type NetworkPolicy = z.output<typeof NetworkPolicySchema>;
export type NetworkPort = z.output<typeof port>;
