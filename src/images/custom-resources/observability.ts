import { type KnownResource, under } from './known-resource.ts';

const prometheus = { apiVersion: 'monitoring.coreos.com/*', podSpecs: ['spec'] };
const otel = { apiVersion: 'opentelemetry.io/*', podSpecs: [] };
const elastic = [
  'elasticsearch.k8s.elastic.co Elasticsearch',
  'kibana.k8s.elastic.co Kibana',
  'apm.k8s.elastic.co ApmServer',
  'beat.k8s.elastic.co Beat',
  'agent.k8s.elastic.co Agent',
  'enterprisesearch.k8s.elastic.co EnterpriseSearch',
  'maps.k8s.elastic.co ElasticMapsServer',
  'logstash.k8s.elastic.co Logstash',
];

export const OBSERVABILITY: readonly KnownResource[] = [
  // baseImage is deprecated for image, and still used where image is absent: the repository alone.
  {
    ...prometheus,
    kind: 'Prometheus',
    images: ['spec.image', 'spec.baseImage', 'spec.thanos.image', 'spec.thanos.baseImage'],
  },
  { ...prometheus, kind: 'PrometheusAgent', images: ['spec.image'] },
  { ...prometheus, kind: 'Alertmanager', images: ['spec.image', 'spec.baseImage'] },
  { ...prometheus, kind: 'ThanosRuler', images: ['spec.image'] },
  {
    ...otel,
    kind: 'OpenTelemetryCollector',
    images: ['spec.image', 'spec.targetAllocator.image', 'spec.additionalContainers[*].image'],
    podSpecs: ['spec'],
  },
  {
    ...otel,
    kind: 'Instrumentation',
    images: under(['spec'], ['java.image', 'nodejs.image', 'python.image', 'dotnet.image', 'go.image']).concat(
      under(['spec'], ['apacheHttpd.image', 'nginx.image']),
    ),
  },
  {
    apiVersion: 'jaegertracing.io/*',
    kind: 'Jaeger',
    images: [
      ...under(['spec.allInOne', 'spec.query', 'spec.collector', 'spec.ingester', 'spec.agent'], ['image']),
      ...under(
        [
          'spec.storage.cassandraCreateSchema',
          'spec.storage.dependencies',
          'spec.storage.esIndexCleaner',
          'spec.storage.esRollover',
          'spec.storage.elasticsearch',
        ],
        ['image'],
      ),
    ],
    podSpecs: [],
  },
  ...elastic.map((name) => {
    const [group = '', kind = ''] = name.split(' ');
    return { apiVersion: `${group}/*`, kind, images: ['spec.image'], podSpecs: [] };
  }),
];
