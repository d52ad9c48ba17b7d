/** A JSON value, as the Kubernetes API sees every object: what is left of YAML once it is read. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** One step into an object or array; undefined where there is nothing, never an error. */
export function get(value: Json | undefined, ...steps: readonly (string | number)[]): Json | undefined {
  let at = value;
  for (const step of steps) {
    if (typeof step === 'number') at = isArray(at) ? at[step] : undefined;
    else at = isObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  }
  return at;
}

/** The text at a path; empty for anything else. */
export function textAt(value: Json | undefined, ...steps: readonly (string | number)[]): string {
  const found = get(value, ...steps);
  return typeof found === 'string' ? found : '';
}
