import { editsBetween } from '../domain/index.ts';

/** As much of a JSON Schema as says which keys an object may have. */
interface SchemaNode {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly items?: unknown;
  readonly additionalProperties?: unknown;
  readonly anyOf?: readonly unknown[];
}

/** The key that somebody who wrote `name` at `path` may have meant, by the schema of the file; null where none is near. */
export function nearestKey(name: string, path: readonly PropertyKey[], schema: unknown): string | null {
  const known = path
    .reduce<readonly SchemaNode[]>((nodes, step) => nodes.flatMap((node) => below(node, step)), nodesOf(schema))
    .flatMap(({ properties = {} }) => Object.keys(properties));
  const near = known
    .map((key) => ({ key, distance: editsBetween(name.toLowerCase(), key.toLowerCase()) }))
    .filter(({ key, distance }) => distance <= Math.max(1, Math.floor(key.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.key ?? null;
}

function below({ properties = {}, items, additionalProperties }: SchemaNode, step: PropertyKey): readonly SchemaNode[] {
  if (typeof step === 'number') return nodesOf(items);
  return nodesOf(Object.hasOwn(properties, step) ? properties[String(step)] : additionalProperties);
}

/** The node itself, or what it may be. */
function nodesOf(schema: unknown): readonly SchemaNode[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const node: SchemaNode = schema;
  return node.anyOf === undefined ? [node] : node.anyOf.flatMap(nodesOf);
}
