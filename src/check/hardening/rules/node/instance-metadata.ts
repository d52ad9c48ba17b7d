import { formatNamedPath, formatPath } from '../../../../domain/index.ts';
import { metadataOptionsIn } from '../../nodes/metadata-options.ts';
import type { ObjectRule } from '../../rule.ts';

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'node/instance-metadata',
    topic: 'nodes',
    level: null,
    severity: 'high',
    title: 'Instance metadata without a token',
    means:
      "Nodes on AWS must require a token for their instance metadata (IMDSv2): httpTokens: required in Karpenter's EC2NodeClass and AWSNodeTemplate and in the instanceMetadataOptions of Cluster API's machines and pools, no disableIMDSv1: false in eksctl. Left out, Karpenter and eksctl (since May 2023) require it, and machines of Cluster API do not.",
    why: "One request that a program can be talked into fetches the node's credentials, and with them what the node's role may do in the account.",
    repair: 'Set httpTokens: required (eksctl: remove disableIMDSv1: false).',
    docs: 'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
    cis: [],
    nsa: [],
  },
  messages: {
    optional: '{field} lets anybody on the node read its metadata without a token',
  },
  check: (manifest) =>
    metadataOptionsIn(manifest)
      .filter(({ isTokenRequired }) => !isTokenRequired)
      .map(({ path }) => ({
        message: 'optional',
        data: { at: formatNamedPath(manifest.object, path) },
        shown: { field: formatPath(path) },
        paths: [path],
      })),
};
