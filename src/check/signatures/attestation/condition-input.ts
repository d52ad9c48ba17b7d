import type { Json } from '../../../domain/index.ts';
import type { Statement } from '../found/statement.ts';
import {
  anything,
  flag,
  type GoValue,
  list,
  map,
  NotOfItsType,
  omitEmpty,
  omitEmptyMap,
  struct,
  text,
  time,
} from './go-value.ts';

/** in-toto-golang, slsa_provenance/v0.2. */
const provenance02 = struct({
  builder: struct({ id: text }),
  buildType: text,
  invocation: struct({
    configSource: struct({ uri: omitEmpty(text), digest: omitEmptyMap(text), entryPoint: omitEmpty(text) }),
    parameters: omitNull(anything),
    environment: omitNull(anything),
  }),
  buildConfig: omitNull(anything),
  metadata: omitNull(
    struct({
      buildInvocationID: omitEmpty(text),
      buildStartedOn: omitNull(time),
      buildFinishedOn: omitNull(time),
      completeness: struct({ parameters: flag, environment: flag, materials: flag }),
      reproducible: flag,
    }),
  ),
  materials: omitEmpty(list(struct({ uri: omitEmpty(text), digest: omitEmptyMap(text) }))),
});

/** cosign, pkg/cosign/attestation. */
const vulnerabilities = struct({
  invocation: struct({ parameters: anything, uri: text, event_id: text, 'builder.id': text }),
  scanner: struct({ uri: text, version: text, db: struct({ uri: text, version: text }), result: anything }),
  metadata: struct({ scanStartedOn: time, scanFinishedOn: time }),
});

/** in-toto-golang v0.9, model.go. */
const link = struct({
  _type: text,
  name: text,
  materials: map(anything),
  products: map(anything),
  byproducts: map(anything),
  command: list(text),
  environment: map(anything),
});

const BY_SHORT_NAME: ReadonlyMap<string, GoValue> = new Map([
  ['slsaprovenance', provenance02],
  ['vuln', vulnerabilities],
  ['link', link],
]);

/**
 * What cosign hands a condition (pkg/policy, AttestationToPayloadJSON): the statement, its predicate read by type where
 * the policy names the type by one of three short names. Null where the predicate is not of that type: then the
 * attestation does not count.
 */
export function conditionInput(written: string, statement: Statement): Json | null {
  const predicate = BY_SHORT_NAME.get(written) ?? anything;
  try {
    return {
      _type: statement.type,
      predicateType: statement.predicateType,
      subject: statement.subjects.map(({ name, digest }) => ({
        name,
        digest: Object.keys(digest).length === 0 ? null : digest,
      })),
      predicate: predicate(statement.predicate) ?? null,
    };
  } catch (error) {
    if (error instanceof NotOfItsType) return null;
    throw error;
  }
}

function omitNull(of: GoValue): GoValue {
  return (value) => (value === null || value === undefined ? undefined : of(value));
}
