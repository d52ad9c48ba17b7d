/** What `policy init` writes: every default spelled out where a team most often changes it. */
export const STARTER_POLICY = `# yaml-language-server: $schema=https://raw.githubusercontent.com/supply-chain-gate/supply-chain-gate/main/docs/schema/policy.schema.json
version: 1

images:
  # Registries that may be deployed from. Left out, any may: name yours first.
  # allow: ["ghcr.io/your-org/**", "registry.k8s.io/**"]
  digest: required        # a tag can be moved after this review: required | warn | off
  tags: { deny: [latest] }

# signatures:
#   policies: ["policy/*.yaml"]   # the ClusterImagePolicy documents of your cluster

vulnerabilities:
  severity: HIGH          # the lowest severity that blocks; off turns scanning off
  ignoreUnfixed: true

hardening:
  podSecurity: { level: restricted, version: latest }
  rules: {}               # "rbac/wildcard": error | warn | off

exceptions: []
# - rules: ["pss/runAsNonRoot"]
#   paths: ["charts/legacy/**"]
#   reason: "Runs as root until the next release"
#   expires: 2027-01-31

gate:
  scope: new              # with a base, only what the change brings blocks
  onUnknown: fail         # a check that could not be made is not a pass
`;
