import { get, isArray, type Json, type Manifest } from '../../../domain/index.ts';
import { quote } from '../pod.ts';
import { canonical, without } from './canonical.ts';

/** What a ClusterImagePolicy accepts, as far as two of them are compared. */
export interface Acceptance {
  readonly rejects: boolean;
  readonly globs: readonly string[];
  /** Which objects it is about, as text; `[]`: all. */
  readonly match: string;
  readonly authorities: readonly {
    /** `key "release"`, `keyless identity of https://…`, `static pass, which accepts every image`. */
    readonly label: string;
    /** Whom it trusts, as text: the same text is the same trust. */
    readonly trusts: string;
    /** What it wants beside the signature: attestations, a transparency log, a timestamp. */
    readonly wants: readonly Want[];
  }[];
  readonly condition: string | null;
}

export interface Want {
  /** `the attestation "https://slsa.dev/provenance/v1"`. */
  readonly label: string;
  /** In full: the same text is the same demand. */
  readonly text: string;
}

/** Reads what is there and leaves out what is not: whether it is a valid policy is the signature check's business. */
export function readAcceptance({ object }: Manifest): Acceptance {
  const condition = get(object, 'spec', 'policy');
  return {
    rejects: (get(object, 'spec', 'mode') ?? 'enforce') !== 'warn',
    globs: listAt(object, 'images').map((image) => String(get(image, 'glob') ?? '')),
    match: canonical(listAt(object, 'match')),
    authorities: listAt(object, 'authorities').map((authority) => ({
      label: labelOf(authority),
      trusts: trustOf(authority),
      wants: wantsOf(authority),
    })),
    condition: condition === undefined || condition === null ? null : canonical(condition),
  };
}

function trustOf(authority: Json): string {
  const parts = ['key', 'keyless', 'static', 'source', 'signatureFormat'].map((part) => get(authority, part) ?? null);
  // A PEM block's trailing lines say nothing.
  return canonical(parts).replace(/(\\n|\s)+"/g, '"');
}

function labelOf(authority: Json): string {
  const name = get(authority, 'name');
  const named = typeof name === 'string' && name !== '' ? ` ${quote(name)}` : '';
  const action = get(authority, 'static', 'action');
  if (action !== undefined) {
    return `static ${String(action)}${named}${action === 'pass' ? ', which accepts every image' : ''}`;
  }
  if (get(authority, 'keyless') === undefined) return `the key${named}`;
  const [identity] = listOf(get(authority, 'keyless', 'identities'));
  const who = ['subject', 'subjectRegExp', 'issuer', 'issuerRegExp'].map((field) => get(identity, field));
  const known = who.filter((each) => typeof each === 'string' && each !== '').map((each) => quote(String(each)));
  return `the keyless identity${named}${known.length === 0 ? '' : ` (${known.join(', ')})`}`;
}

function wantsOf(authority: Json): readonly Want[] {
  const attestations = listOf(get(authority, 'attestations')).map((attestation): Want => {
    const condition = get(attestation, 'policy') === undefined ? '' : ' and what must hold for it';
    const label = `the attestation ${quote(String(get(attestation, 'predicateType') ?? ''))}${condition}`;
    return { label, text: canonical(without(attestation, 'name')) };
  });
  const [log, stamp] = [get(authority, 'ctlog'), get(authority, 'rfc3161timestamp')];
  return [
    ...attestations,
    ...(log === undefined ? [] : [{ label: 'an entry in the transparency log', text: canonical({ log }) }]),
    ...(stamp === undefined ? [] : [{ label: 'a signed timestamp', text: canonical({ stamp }) }]),
  ];
}

function listAt(object: Json, field: string): readonly Json[] {
  return listOf(get(object, 'spec', field));
}

function listOf(value: Json | undefined): readonly Json[] {
  return isArray(value) ? value : [];
}
