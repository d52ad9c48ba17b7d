/**
 * A name in JSON as Go compares it, which takes `Layers`, `layerſ` and `layers` for one (encoding/json, foldName): what
 * reads names by the letter would pass over what a node or a controller reads.
 */
export function foldJsonKey(name: string): string {
  return name.toUpperCase().toLowerCase();
}
