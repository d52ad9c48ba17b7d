import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './no-backup.ts';

const CLAIM = yamlOf('v1', 'PersistentVolumeClaim', 'data', 'spec: {}');
const set = (fields: string) => yamlOf('apps/v1', 'StatefulSet', 'db', `spec: { ${fields} }`);
const cronJob = (args: string, fields = '') =>
  yamlOf(
    'batch/v1',
    'CronJob',
    'nightly',
    `spec: { ${fields} jobTemplate: { spec: { template: { spec: { containers: [{ name: a, args: [${args}] }] } } } } }`,
  );
const SAYS = 'it keeps data, and nothing in the repository schedules backups @ metadata.name';

test.each<[what: string, yaml: string, verdict: readonly string[]]>([
  ['a claim', CLAIM, [`PersistentVolumeClaim shop/data: ${SAYS}`]],
  [
    'claims of a StatefulSet',
    set('volumeClaimTemplates: [{ metadata: { name: data } }]'),
    [`StatefulSet shop/db: ${SAYS}`],
  ],
  ['several, said once', set('volumeClaimTemplates: [{}]') + CLAIM, [`StatefulSet shop/db: ${SAYS}`]],
  ['no volumes', set('serviceName: db'), []],
  ['nothing that keeps data', yamlOf('v1', 'ConfigMap', 'a', 'data: {}'), []],
  ['Velero', CLAIM + yamlOf('velero.io/v1', 'Schedule', 'daily', 'spec: { schedule: "0 3 * * *" }'), []],
  [
    'Velero, paused',
    CLAIM + yamlOf('velero.io/v1', 'Schedule', 'daily', 'spec: { paused: true }'),
    [`PersistentVolumeClaim shop/data: ${SAYS}`],
  ],
  ['VolSync', CLAIM + yamlOf('volsync.backube/v1alpha1', 'ReplicationSource', 'data', 'spec: {}'), []],
  ['Longhorn', CLAIM + yamlOf('longhorn.io/v1beta2', 'RecurringJob', 'daily', 'spec: { task: backup }'), []],
  [
    'Longhorn, on the same disks',
    CLAIM + yamlOf('longhorn.io/v1beta2', 'RecurringJob', 'daily', 'spec: { task: snapshot }'),
    [`PersistentVolumeClaim shop/data: ${SAYS}`],
  ],
  [
    "Velero's chart",
    CLAIM +
      yamlOf(
        'helm.toolkit.fluxcd.io/v2',
        'HelmRelease',
        'velero',
        'spec: { chart: { spec: { chart: velero } }, values: { schedules: { daily: {} } } }',
      ),
    [],
  ],
  [
    "Velero's chart without a schedule",
    CLAIM +
      yamlOf('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'velero', 'spec: { chart: { spec: { chart: velero } } }'),
    [`PersistentVolumeClaim shop/data: ${SAYS}`],
  ],
  ['a program', CLAIM + cronJob('restic, backup, /data'), []],
  [
    'a program that is suspended',
    CLAIM + cronJob('restic, backup, /data', 'suspend: true,'),
    [`PersistentVolumeClaim shop/data: ${SAYS}`],
  ],
  ['another job', CLAIM + cronJob('echo, backup'), [`PersistentVolumeClaim shop/data: ${SAYS}`]],
])('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
