import { get, isObject, type Json, type Manifest, type Path } from '../../../domain/index.ts';
import { groupOf } from '../inventory.ts';
import { itemsOf, textOf } from '../loose-values.ts';

/** Whether instances of AWS hand out their metadata, and the credentials in it, without a token (IMDSv1). */
export interface MetadataOptions {
  readonly isTokenRequired: boolean;
  /** The field that decides. */
  readonly path: Path;
}

/** What decides where a field is left out. */
type Default = 'required' | 'optional' | 'unknown';

interface Place {
  readonly group: string;
  readonly kind: string;
  /** The object that holds httpTokens. */
  readonly options: Path;
  /** Without the object, and without the field in it. */
  readonly without: Default;
  readonly withoutField: Default;
}

const CAPA = 'infrastructure.cluster.x-k8s.io';

/**
 * Defaults: Karpenter pkg/apis/v1 and v1beta1 (required), v1alpha1 (optional in options that leave it out); Cluster API
 * Provider AWS api/v1beta2 (optional, filled in for machines alone: of pools the account decides).
 */
const PLACES: readonly Place[] = [
  {
    group: 'karpenter.k8s.aws',
    kind: 'EC2NodeClass',
    options: ['spec', 'metadataOptions'],
    without: 'required',
    withoutField: 'required',
  },
  {
    group: 'karpenter.k8s.aws',
    kind: 'AWSNodeTemplate',
    options: ['spec', 'metadataOptions'],
    without: 'required',
    withoutField: 'optional',
  },
  {
    group: CAPA,
    kind: 'AWSMachineTemplate',
    options: ['spec', 'template', 'spec', 'instanceMetadataOptions'],
    without: 'optional',
    withoutField: 'optional',
  },
  {
    group: CAPA,
    kind: 'AWSMachine',
    options: ['spec', 'instanceMetadataOptions'],
    without: 'optional',
    withoutField: 'optional',
  },
  ...['AWSMachinePool', 'AWSManagedMachinePool'].map(
    (kind): Place => ({
      group: CAPA,
      kind,
      options: ['spec', 'awsLaunchTemplate', 'instanceMetadataOptions'],
      without: 'unknown',
      withoutField: 'optional',
    }),
  ),
];

/** Of each group of nodes that an object defines; none where it defines none, or leaves it to what is not in it. */
export function metadataOptionsIn(manifest: Manifest): readonly MetadataOptions[] {
  const group = groupOf(manifest);
  if (group === 'eksctl.io' && manifest.ref.kind === 'ClusterConfig') return inEksctl(manifest.object);
  const place = PLACES.find((each) => each.group === group && each.kind === manifest.ref.kind);
  if (place === undefined) return [];
  const options = get(manifest.object, ...place.options);
  const path: Path = [...place.options, 'httpTokens'];
  if (textOf(get(options, 'httpEndpoint')) === 'disabled') return [{ isTokenRequired: true, path }];
  const written = textOf(get(options, 'httpTokens'));
  const state = written || (isObject(options) ? place.withoutField : place.without);
  return state === 'unknown' ? [] : [{ isTokenRequired: state === 'required', path }];
}

/** eksctl requires tokens since May 2023 (eksctl-io/eksctl#6631) unless told otherwise; a launch template has its own word. */
function inEksctl(object: Json): readonly MetadataOptions[] {
  return ['nodeGroups', 'managedNodeGroups'].flatMap((list) =>
    itemsOf(get(object, list)).flatMap((group, index): readonly MetadataOptions[] => {
      if (isObject(get(group, 'launchTemplate'))) return [];
      const path: Path = [list, index, 'disableIMDSv1'];
      return [{ isTokenRequired: get(group, 'disableIMDSv1') !== false, path }];
    }),
  );
}
