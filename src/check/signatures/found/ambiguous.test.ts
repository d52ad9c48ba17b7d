import { describe, expect, test } from 'vitest';
import { attestBundle, envelopeOf, statementOf } from '../../../../test/support/attestations.ts';
import { createKey, sha256, simpleSigning } from '../../../../test/support/signatures.ts';
import { readEnvelope } from './attestation.ts';
import { openBundle } from './bundle.ts';
import { objectToPayload } from './payload.ts';
import { IN_TOTO, objectToSubject, readStatement } from './statement.ts';

/** What Go reads otherwise than it looks: it merges objects of one name, and passes over the case of a field. */

const KEY = createKey();
const DIGEST = sha256('this');
const OTHER = sha256('other');
const [, otherHex = ''] = OTHER.split(':');
const NO_EVIDENCE = { format: 'annotations', isOld: false, certificate: null, entries: [], timestamps: [] } as const;

describe('a payload of cosign', () => {
  const written = simpleSigning(DIGEST);
  test.each([
    ['as cosign writes it', written, false],
    ['with annotations of every case', written.replace('"optional":null', '"optional":{"a":"1","A":"2"}'), false],
    ['a second digest', written.replace('"image":{', `"image":{"docker-manifest-digest":"${OTHER}",`), true],
    ['another digest in capitals', written.replace('"image":{', `"image":{"Docker-Manifest-Digest":"${OTHER}",`), true],
    ['a second image', written.replace('"image":{', '"image":{},"image":{'), true],
    ['a second image in capitals', written.replace('"image":{', '"Image":{},"image":{'), true],
    ['a second text', written.replace('{"critical":', '{"Critical":{},"critical":'), true],
  ])('%s', (_, text, refused) => {
    expect(objectToPayload(Buffer.from(text), DIGEST) !== null).toBe(refused);
  });
});

describe('a statement', () => {
  const written = statementOf(DIGEST, { predicate: { Name: 'a', name: 'b' } });
  test.each([
    ['as it is made', written, false],
    ['subjects twice', written.replace('"subject":', '"subject":[],"subject":'), true],
    ['subjects in capitals too', written.replace('"subject":', '"Subject":[],"subject":'), true],
    ['a digest in capitals too', written.replace('"digest":', `"DIGEST":{"sha256":"${otherHex}"},"digest":`), true],
    ['a digest twice', written.replace('"sha256":', `"sha256":"${otherHex}","sha256":`), true],
    ['a name of the predicate twice', written.replace('"Name":', '"Name":"c","Name":'), true],
  ])('%s', (_, text, refused) => {
    const statement = readStatement(IN_TOTO, Buffer.from(text));
    const objection = typeof statement === 'string' ? statement : objectToSubject(statement, DIGEST);
    expect(objection !== null).toBe(refused);
  });
});

describe('what a statement comes in', () => {
  const envelope = envelopeOf(KEY, statementOf(DIGEST)).bytes.toString();
  test.each([
    ['an envelope', envelope, 'read'],
    ['a second payload', envelope.replace('"payload":', '"payload":"e30=","payload":'), 'rejected'],
    ['another payload in capitals', envelope.replace('"payload":', '"Payload":"e30=","payload":'), 'rejected'],
    ['another signature in capitals', envelope.replace('"sig":', '"SIG":"e30=","sig":'), 'rejected'],
  ])('%s', (_, text, status) => {
    expect(readEnvelope(Buffer.from(text), NO_EVIDENCE, DIGEST).status).toBe(status);
  });

  test("a bundle with a second envelope, which protobuf's reader refuses", () => {
    const bundle = attestBundle(KEY, DIGEST);
    expect(openBundle(Buffer.from(bundle)).status).toBe('opened');
    const doubled = bundle.replace('"dsseEnvelope":', '"dsseEnvelope":{},"dsseEnvelope":');
    expect(openBundle(Buffer.from(doubled)).status).toBe('rejected');
  });
});
