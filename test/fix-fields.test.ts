import { describe, expect, test } from 'vitest';
import { memoryTree } from '../src/tree/index.ts';
import { chart, podWith } from './support/charts.ts';
import {
  CAPABILITIES,
  context,
  demo,
  ESCALATION,
  NON_ROOT,
  over,
  plain,
  type Row,
  repair,
  SECCOMP,
  TOKEN,
} from './support/field-repairs.ts';
import { overlayWith } from './support/kustomize-charts.ts';
import { kustomizeSource } from './support/rendering.ts';

const REPAIRS: Record<string, Row> = {
  'a chart of a kustomization, by a value that the chart offers': {
    files: overlayWith('helmCharts: [{name: demo, releaseName: x}]\n', 'securityContext:\n  runAsNonRoot: true\n', {
      'pod.yaml': context('\n        {{- toYaml .Values.securityContext | nindent 8 }}'),
    }),
    sources: [kustomizeSource('k')],
    rules: [ESCALATION],
    changes: ['+  allowPrivilegeEscalation: false'],
  },
  'a chart of a kustomization, in its template': {
    files: overlayWith('helmCharts: [{name: demo, releaseName: x}]\n', '{}\n', {
      'pod.yaml': context('\n        runAsNonRoot: true'),
    }),
    sources: [kustomizeSource('k')],
    rules: [ESCALATION],
    changes: ['+        allowPrivilegeEscalation: false'],
  },
  'a container without a securityContext': {
    files: { 'k8s/pod.yaml': podWith('a:1') },
    sources: [plain],
    rules: [ESCALATION],
    changes: ['+      securityContext:', '+        allowPrivilegeEscalation: false'],
  },
  'two repairs of one container share what they add': {
    files: { 'k8s/pod.yaml': podWith('a:1', 'b:1') },
    sources: [plain],
    rules: [ESCALATION, CAPABILITIES],
    changes: [
      '+      securityContext:',
      '+        allowPrivilegeEscalation: false',
      '+        capabilities:',
      '+          drop: [ALL]',
      '+      securityContext:',
      '+        allowPrivilegeEscalation: false',
      '+        capabilities:',
      '+          drop: [ALL]',
    ],
  },
  'the pod is the one place': {
    files: { 'k8s/pod.yaml': podWith('a:1') },
    sources: [plain],
    rules: [NON_ROOT, SECCOMP],
    changes: ['+  securityContext:', '+    runAsNonRoot: true', '+    seccompProfile:', '+      type: RuntimeDefault'],
  },
  'a token that nothing needs': {
    files: { 'k8s/pod.yaml': podWith('a:1') },
    sources: [plain],
    rules: [TOKEN],
    changes: ['+  automountServiceAccountToken: false'],
  },
  'a block mapping keeps its indentation and comments': {
    files: { 'k8s/pod.yaml': context(' # strict\n          # sic\n          privileged: false # no') },
    sources: [plain],
    rules: [ESCALATION],
    changes: ['+          allowPrivilegeEscalation: false'],
  },
  'a flow mapping, on one line': {
    files: { 'k8s/pod.yaml': context(' {privileged: false} # no') },
    sources: [plain],
    rules: [ESCALATION, CAPABILITIES],
    changes: [
      '-      securityContext: {privileged: false} # no',
      '+      securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, privileged: false} # no',
    ],
  },
  'an empty flow mapping': {
    files: { 'k8s/pod.yaml': context(' {}') },
    sources: [plain],
    rules: [ESCALATION],
    changes: ['-      securityContext: {}', '+      securityContext: {allowPrivilegeEscalation: false}'],
  },
  'a value that is wrong': {
    files: { 'k8s/pod.yaml': context('\n        allowPrivilegeEscalation: true # why') },
    sources: [plain],
    rules: [ESCALATION],
    changes: ['-        allowPrivilegeEscalation: true # why', '+        allowPrivilegeEscalation: false # why'],
  },
  'an anchor whose alias wants the same': {
    files: {
      'k8s/pod.yaml': `${podWith('a:1')}      securityContext: &c\n        privileged: false\n    - name: c1\n      image: b:1\n      securityContext: *c\n`,
    },
    sources: [plain],
    rules: [ESCALATION],
    changes: ['+        allowPrivilegeEscalation: false'],
  },
  'a List, one of whose items is wrong': {
    files: {
      'k8s/pod.yaml': `apiVersion: v1\nkind: List\nitems:\n- ${podWith('a:1').trim().replaceAll('\n', '\n  ')}\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: m}\n`,
    },
    sources: [plain],
    rules: [ESCALATION, TOKEN],
    changes: [
      '+    automountServiceAccountToken: false',
      '+        securityContext:',
      '+          allowPrivilegeEscalation: false',
    ],
  },
  'an anchored scalar that is wrong, and its alias': {
    files: {
      'k8s/pod.yaml': `${podWith('a:1')}      securityContext:\n        allowPrivilegeEscalation: &e true # sic\n    - name: c1\n      image: b:1\n      securityContext:\n        allowPrivilegeEscalation: *e\n`,
    },
    sources: [plain],
    rules: [ESCALATION],
    changes: ['-        allowPrivilegeEscalation: &e true # sic', '+        allowPrivilegeEscalation: &e false # sic'],
  },
  'a container that is merged into another': {
    files: {
      'k8s/pod.yaml': `${podWith('a:1').replace('    - name: c0', '    - &c\n      name: c0')}      securityContext: {privileged: false}\n    - <<: *c\n      name: c1\n`,
    },
    sources: [plain],
    rules: [ESCALATION],
    changes: [
      '-      securityContext: {privileged: false}',
      '+      securityContext: {allowPrivilegeEscalation: false, privileged: false}',
    ],
  },
  'two documents of one file': {
    files: { 'k8s/pod.yaml': `${podWith('a:1')}---\n${podWith('b:1').replace('name: pod', 'name: other')}` },
    sources: [plain],
    rules: [TOKEN],
    changes: ['+  automountServiceAccountToken: false', '+  automountServiceAccountToken: false'],
  },
  'an item whose first key goes on below': {
    files: {
      'k8s/pod.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - args:\n    - x\n    name: c\n    image: a:1\n',
    },
    sources: [plain],
    rules: [ESCALATION],
    changes: ['-  - args:', '+  - securityContext:', '+      allowPrivilegeEscalation: false', '+    args:'],
  },
  'an item in flow style': {
    files: {
      'k8s/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: a:1}]}\n',
    },
    sources: [plain],
    rules: [ESCALATION],
    changes: [
      '-spec: {containers: [{name: c, image: a:1}]}',
      '+spec: {containers: [{securityContext: {allowPrivilegeEscalation: false}, name: c, image: a:1}]}',
    ],
  },
  'plain JSON': {
    files: {
      'k8s/pod.yaml':
        '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"},\n "spec": {"containers": [{"name": "c"}]}}\n',
    },
    sources: [plain],
    rules: [CAPABILITIES],
    changes: [
      '- "spec": {"containers": [{"name": "c"}]}}',
      '+ "spec": {"containers": [{"securityContext": {"capabilities": {"drop": ["ALL"]}}, "name": "c"}]}}',
    ],
  },
  'a base of two overlays is edited once': {
    files: {
      'base/kustomization.yaml': 'resources: [pod.yaml]\n',
      'base/pod.yaml': podWith('a:1'),
      'over/kustomization.yaml': 'resources: [../base]\nnamespace: a\n',
      'prod/kustomization.yaml': 'resources: [../base]\nnamespace: b\n',
    },
    sources: [over, kustomizeSource('prod')],
    rules: [ESCALATION],
    changes: ['+      securityContext:', '+        allowPrivilegeEscalation: false'],
  },
  'a container whose tag an overlay sets': {
    files: {
      'base/kustomization.yaml': 'resources: [pod.yaml]\n',
      'base/pod.yaml': podWith('a:1', 'b:1'),
      'over/kustomization.yaml': 'resources: [../base]\nimages:\n- name: a\n  newTag: "2"\n',
    },
    sources: [over],
    rules: [ESCALATION],
    changes: [
      '+      securityContext:',
      '+        allowPrivilegeEscalation: false',
      '+      securityContext:',
      '+        allowPrivilegeEscalation: false',
    ],
  },
  'a patch that sets it wrong': {
    files: {
      'base/kustomization.yaml': 'resources: [pod.yaml]\n',
      'base/pod.yaml': podWith('a:1'),
      'over/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n',
      'over/patch.yaml': context('\n        allowPrivilegeEscalation: true'),
    },
    sources: [over],
    rules: [ESCALATION],
    changes: ['-        allowPrivilegeEscalation: true', '+        allowPrivilegeEscalation: false'],
  },
  'the values of a chart that offers them': {
    files: chart('podSecurityContext: {}\n\nsecurityContext: {}\n  # drop: x\n', {
      'pod.yaml': `${podWith('a:1').replace('spec:\n', 'spec:\n  {{- with .Values.podSecurityContext }}\n  securityContext:\n    {{- toYaml . | nindent 4 }}\n  {{- end }}\n')}      securityContext:\n        {{- toYaml .Values.securityContext | nindent 8 }}\n`,
    }),
    sources: [demo],
    rules: [ESCALATION, NON_ROOT, CAPABILITIES, SECCOMP],
    changes: [
      '-podSecurityContext: {}',
      '+podSecurityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}',
      '-securityContext: {}',
      '+securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}',
    ],
  },
  'a scalar among the values of a chart': {
    files: chart('allowPrivilegeEscalation: true # sic\n', {
      'pod.yaml': context('\n        allowPrivilegeEscalation: {{ .Values.allowPrivilegeEscalation }}'),
    }),
    sources: [demo],
    rules: [ESCALATION],
    changes: ['-allowPrivilegeEscalation: true # sic', '+allowPrivilegeEscalation: false # sic'],
  },
  'the template of a chart that offers nothing': {
    files: chart('{}\n', { 'pod.yaml': podWith('a:1').replace('name: c0', 'name: {{ .Chart.Name }}') }),
    sources: [demo],
    rules: [ESCALATION],
    changes: ['+      securityContext:', '+        allowPrivilegeEscalation: false'],
  },
};

describe('a repair that was proved', () => {
  test.each(Object.entries(REPAIRS))('%s', async (_, { files, sources, rules, changes }) => {
    const result = await repair(memoryTree(files), sources, rules);
    expect(result.changes).toEqual(changes);
    expect(result.found).toBeGreaterThan(0);
    expect(result.left).toBe(0);
    expect((await repair(result.edited, sources, rules)).changes).toEqual([]);
  });
});
