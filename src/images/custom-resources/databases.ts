import { type KnownResource, under } from './known-resource.ts';

const strimzi = { apiVersion: 'kafka.strimzi.io/*', podSpecs: [] };
const cnpg = { apiVersion: 'postgresql.cnpg.io/*', podSpecs: [] };

/** Databases, brokers and storage, whose operators take an image for each of their parts. */
export const DATABASES: readonly KnownResource[] = [
  {
    ...strimzi,
    kind: 'Kafka',
    images: [
      'spec.kafka.image',
      'spec.kafka.brokerRackInitImage',
      ...under(['spec.kafka.tlsSidecar', 'spec.zookeeper', 'spec.zookeeper.tlsSidecar'], ['image']),
      ...under(['spec.entityOperator'], ['topicOperator.image', 'userOperator.image', 'tlsSidecar.image']),
      ...under(['spec.cruiseControl'], ['image', 'tlsSidecar.image']),
      'spec.kafkaExporter.image',
    ],
  },
  { ...strimzi, kind: 'KafkaConnect', images: ['spec.image', 'spec.clientRackInitImage'] },
  { ...strimzi, kind: 'KafkaMirrorMaker', images: ['spec.image'] },
  { ...strimzi, kind: 'KafkaMirrorMaker2', images: ['spec.image', 'spec.clientRackInitImage'] },
  { ...strimzi, kind: 'KafkaBridge', images: ['spec.image', 'spec.clientRackInitImage'] },
  {
    ...cnpg,
    kind: 'Cluster',
    images: ['spec.imageName', 'spec.postgresql.extensions[*].image.reference'],
  },
  ...['ImageCatalog', 'ClusterImageCatalog'].map((kind) => ({
    ...cnpg,
    kind,
    images: ['spec.images[*].image', 'spec.images[*].extensions[*].image.reference', 'spec.extraImages[*].image'],
  })),
  {
    apiVersion: 'acid.zalan.do/*',
    kind: 'postgresql',
    images: [
      'spec.dockerImage',
      'spec.connectionPooler.dockerImage',
      'spec.sidecars[*].image',
      'spec.initContainers[*].image',
      'spec.init_containers[*].image',
    ],
    podSpecs: [],
  },
  {
    apiVersion: 'postgres-operator.crunchydata.com/*',
    kind: 'PostgresCluster',
    images: ['spec.image', 'spec.backups.pgbackrest.image', 'spec.proxy.pgBouncer.image'],
    podSpecs: [],
  },
  {
    apiVersion: 'pxc.percona.com/*',
    kind: 'PerconaXtraDBCluster',
    images: under(['spec.pxc', 'spec.haproxy', 'spec.logcollector'], ['image']),
    podSpecs: [],
  },
  { apiVersion: 'psmdb.percona.com/*', kind: 'PerconaServerMongoDB', images: ['spec.image'], podSpecs: [] },
  {
    apiVersion: 'pg.percona.com/*',
    kind: 'PerconaPGCluster',
    images: under(['spec.pgPrimary', 'spec.pmm', 'spec.backup', 'spec.pgBouncer', 'spec.pgBadger'], ['image']).concat(
      'spec.backup.backrestRepoImage',
    ),
    podSpecs: [],
  },
  { apiVersion: 'rabbitmq.com/*', kind: 'RabbitmqCluster', images: ['spec.image'], podSpecs: [] },
  { apiVersion: 'ceph.rook.io/*', kind: 'CephCluster', images: ['spec.cephVersion.image'], podSpecs: [] },
];
