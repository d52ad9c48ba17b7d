import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Half of them workloads, the rest what stands beside them: one object a file, as repositories mostly have it. */
const KINDS = [
  'deployment',
  'service',
  'deployment',
  'configMap',
  'deployment',
  'role',
  'deployment',
  'policy',
] as const;

const POLICY = 'version: 1\nvulnerabilities: { severity: off }\nimages: { digest: off }\n';

/** Writes `count` manifests below `directory`, and a policy that asks for nothing but the hardening rules. */
export async function writeManifests(directory: string, count: number): Promise<void> {
  await mkdir(join(directory, '.github'), { recursive: true });
  await mkdir(join(directory, 'deploy'));
  await writeFile(join(directory, '.github', 'supply-chain-gate.yaml'), POLICY);
  for (let index = 0; index < count; index += 1) {
    await writeFile(join(directory, 'deploy', `manifest-${index}.yaml`), manifest(index));
  }
}

function manifest(index: number): string {
  const kind = KINDS[index % KINDS.length] ?? 'deployment';
  const head = (apiVersion: string, name: string): string =>
    `apiVersion: ${apiVersion}\nkind: ${name}\nmetadata:\n  name: api-${index}\n  namespace: team-${Math.floor(index / 200)}\n`;
  switch (kind) {
    case 'deployment':
      return `${head('apps/v1', 'Deployment')}${deployment(index)}`;
    case 'service':
      return `${head('v1', 'Service')}spec:\n  selector: { app: api-${index - 1} }\n  ports:\n    - port: 80\n      targetPort: 8080\n`;
    case 'configMap':
      return `${head('v1', 'ConfigMap')}data:\n  MODE: production\n  settings.yaml: |\n    retries: 3\n    timeout: 5s\n`;
    case 'role':
      return `${head('rbac.authorization.k8s.io/v1', 'Role')}rules:\n  - apiGroups: [""]\n    resources: [configmaps]\n    verbs: [get, list]\n`;
    case 'policy':
      return `${head('networking.k8s.io/v1', 'NetworkPolicy')}spec:\n  podSelector: {}\n  policyTypes: [Ingress, Egress]\n`;
  }
}

/** One in seven lets processes gain privileges, so that there is something to find. */
function deployment(index: number): string {
  return `spec:
  replicas: 2
  selector:
    matchLabels: { app: api-${index} }
  template:
    metadata:
      labels: { app: api-${index} }
    spec:
      serviceAccountName: api
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        seccompProfile: { type: RuntimeDefault }
      containers:
        - name: api
          image: registry.example/shop/api:${index}
          ports:
            - containerPort: 8080
          env:
            - name: MODE
              value: production
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { memory: 256Mi }
          securityContext:
            allowPrivilegeEscalation: ${index % 7 === 0}
            readOnlyRootFilesystem: true
            capabilities:
              drop: [ALL]
`;
}
