import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** GitHub's own OpenAPI description (3.0), as far as the double reads it. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly [key: string]: unknown;
}
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}
interface Media {
  readonly schema?: Schema;
}
interface Answer {
  readonly content?: Readonly<Record<string, Media>>;
}
interface Referenced {
  readonly $ref: string;
}
export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly (Parameter | Referenced)[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Answer | Referenced>>;
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Matched {
  readonly method: string;
  /** `/repos/{owner}/{repo}/pulls/{pull_number}` */
  readonly template: string;
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
}

/** Which operation a request is, and what is wrong with a request or an answer by GitHub's description. */
export class ApiDescription {
  readonly #description: Description;
  readonly #ajv: Ajv;
  readonly #compiled = new Map<string, ValidateFunction>();
  readonly #templates: readonly { readonly template: string; readonly pattern: RegExp }[];

  constructor() {
    // 13 MB of JSON: read once, by the first double of a process.
    this.#description = createRequire(import.meta.url)('@octokit/openapi/generated/api.github.com.json') as Description;
    this.#ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false });
    addFormats.default(this.#ajv);
    for (const format of ['repo.nwo', 'timestamp']) this.#ajv.addFormat(format, true);
    this.#templates = Object.keys(this.#description.paths)
      .map((template) => ({ template, pattern: templatePattern(template) }))
      // The most literal template wins: /pulls/comments/{id} before /pulls/{number}/{...}.
      .sort((a, b) => variables(a.template) - variables(b.template));
  }

  match(method: string, path: string): Matched | null {
    for (const { template, pattern } of this.#templates) {
      const groups = pattern.exec(path)?.slice(1);
      const operation = this.#description.paths[template]?.[method.toLowerCase()];
      if (groups === undefined || operation === undefined) continue;
      const names = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '');
      const entries = names.map((name, at) => [name, decodeURIComponent(groups[at] ?? '')] as const);
      return { method, template, operation, path: Object.fromEntries(entries) };
    }
    return null;
  }

  /** Everything the description does not allow about a request, a sentence each. */
  requestProblems({ operation, path, template }: Matched, query: URLSearchParams, body: unknown): readonly string[] {
    const problems: string[] = [];
    const parameters = (operation.parameters ?? []).map((each) => this.#resolve<Parameter>(each));
    const known = new Set(parameters.filter((each) => each.in === 'query').map(({ name }) => name));
    for (const name of query.keys()) if (!known.has(name)) problems.push(`unknown query parameter ${name}`);
    for (const { name, in: place, required, schema } of parameters) {
      const text = place === 'path' ? path[name] : (query.get(name) ?? undefined);
      if (text === undefined) {
        if (required === true && place !== 'header') problems.push(`missing ${place} parameter ${name}`);
        continue;
      }
      const value = this.#deref(schema).type === 'integer' && /^-?\d+$/.test(text) ? Number(text) : text;
      problems.push(...this.#check(`${operation.operationId} ${name}`, schema, value));
    }
    const schema = operation.requestBody?.content['application/json']?.schema;
    if (schema !== undefined && (body !== undefined || operation.requestBody?.required === true)) {
      problems.push(...this.#check(`${operation.operationId} request`, schema, body));
      problems.push(...this.#unknownKeys(schema, body, 'body'));
    } else if (schema === undefined && body !== undefined) {
      problems.push('a body where none is described');
    }
    return problems.map((problem) => `request to ${template}: ${problem}`);
  }

  /** As above for an answer; an answer with a status that is not described is left alone (a fault put in by a test). */
  responseProblems({ operation, template }: Matched, status: number, body: unknown): readonly string[] {
    const answer = operation.responses[String(status)];
    if (answer === undefined) return status < 400 ? [`answer of ${template}: status ${status} is not described`] : [];
    const schema = this.#resolve<Answer>(answer).content?.['application/json']?.schema;
    if (schema === undefined)
      return body === undefined ? [] : [`answer of ${template}: a body where none is described`];
    const found = this.#check(`${operation.operationId} ${status}`, schema, body);
    return found.map((problem) => `answer of ${template}: ${problem}`);
  }

  /** The description's own example of an object: a whole and valid one, for the double to put its facts into. */
  example(name: string): Record<string, unknown> {
    const found = this.#description.components.examples?.[name] as { readonly value?: unknown } | undefined;
    if (typeof found?.value !== 'object' || found.value === null) throw new Error(`no example ${name}`);
    const value: unknown = Array.isArray(found.value) ? found.value[0] : found.value;
    return structuredClone(value) as Record<string, unknown>;
  }

  #check(name: string, schema: Schema, value: unknown): readonly string[] {
    const validate = this.#compiled.get(name) ?? this.#ajv.compile(this.#standalone(schema));
    this.#compiled.set(name, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${name}${instancePath} ${message ?? 'is wrong'}`,
    );
  }

  /** GitHub ignores keys that it does not know; a request that sends one is a mistake all the same. */
  #unknownKeys(schema: Schema, value: unknown, at: string): readonly string[] {
    const { properties, items } = this.#deref(schema);
    if (Array.isArray(value) && items !== undefined) {
      return value.flatMap((each, index) => this.#unknownKeys(items, each, `${at}[${index}]`));
    }
    if (typeof value !== 'object' || value === null || properties === undefined) return [];
    return Object.entries(value).flatMap(([key, each]) => {
      const known = properties[key];
      return known === undefined ? [`unknown key ${at}.${key}`] : this.#unknownKeys(known, each, `${at}.${key}`);
    });
  }

  #standalone(schema: Schema): object {
    return { ...withNull(schema), components: withNull(this.#reachable(schema)) };
  }

  /** Only the components that a schema leads to: compiling all of them would take seconds. */
  #reachable(schema: Schema): Record<string, Record<string, unknown>> {
    const out: Record<string, Record<string, unknown>> = {};
    const queue: unknown[] = [schema];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (typeof next !== 'object' || next === null) continue;
      for (const [key, value] of Object.entries(next)) {
        if (key !== '$ref' || typeof value !== 'string') queue.push(value);
        else {
          const [, , kind = '', name = ''] = value.split('/');
          const group = out[kind] ?? {};
          out[kind] = group;
          if (name in group) continue;
          group[name] = this.#description.components[kind]?.[name];
          queue.push(group[name]);
        }
      }
    }
    return out;
  }

  #deref(schema: Schema): Schema {
    return schema.$ref === undefined ? schema : this.#resolve<Schema>({ $ref: schema.$ref });
  }

  #resolve<T extends object>(value: T | Referenced): T {
    if (!('$ref' in value) || typeof value.$ref !== 'string') return value as T;
    const [, , kind = '', name = ''] = value.$ref.split('/');
    return this.#description.components[kind]?.[name] as T;
  }
}

/** OpenAPI 3.0 says `nullable` where JSON Schema lists the type `null`; ajv knows the former only beside a `type`. */
function withNull<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(withNull) as T;
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).filter(([key]) => key !== 'example' && key !== 'examples');
  const { nullable, ...rest } = Object.fromEntries(entries.map(([key, value]) => [key, withNull(value)]));
  // A property may be called so as well: then it is a schema.
  if (nullable !== true) return (nullable === undefined ? rest : { ...rest, nullable }) as T;
  return { anyOf: [rest, { type: 'null' }] } as T;
}

function templatePattern(template: string): RegExp {
  const escaped = template.replace(/[.+*?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\{[^}]+\}/g, '([^/]+)')}$`);
}

function variables(template: string): number {
  return template.split('{').length;
}

let shared: ApiDescription | null = null;

export function apiDescription(): ApiDescription {
  shared ??= new ApiDescription();
  return shared;
}
