import { ASN1Obj, X509Certificate } from '@sigstore/core';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { bytesOf, issueLeaf, startSigstore } from '../../../../test/support/sigstore.ts';
import { encodeDer } from './encode-der.ts';
import { encodeChainsOnce, encodeOnce } from './encode-once.ts';

const { ca } = await startSigstore();
const rootDer = bytesOf(ca.rootCertificate);
const leafDer = (await issueLeaf(ca)).der;
const read = (der: Buffer): X509Certificate => X509Certificate.parse(Buffer.from(der));

test.each([
  ['authority', rootDer],
  ['signer', leafDer],
])('the certificate of a %s is encoded as @sigstore/core encodes it, part by part', (_, der) => {
  const compare = (part: ASN1Obj): void => {
    expect(encodeDer(part)).toEqual(part.toDER());
    part.subs.forEach(compare);
  };
  compare(read(der).root);
  expect(encodeDer(read(der).root)).toEqual(der);
});

test('so is whatever else @sigstore/core reads, of every length', () => {
  const element = fc.tuple(fc.constantFrom(0x04, 0x0c, 0x30, 0xa3), fc.uint8Array({ maxLength: 300 }));
  const lengths = [0, 1, 127, 128, 255, 256, 65_535, 65_536];
  const check = (tag: number, value: Uint8Array): void => {
    const { tag: read } = ASN1Obj.parseBuffer(Buffer.from([tag, 0]));
    const inner = new ASN1Obj(read, Buffer.from(value), []);
    for (const each of [inner, new ASN1Obj(read, Buffer.alloc(0), [inner, inner])]) {
      expect(encodeDer(each).equals(each.toDER())).toBe(true);
    }
  };
  for (const length of lengths) check(0x04, new Uint8Array(length));
  fc.assert(fc.property(element, ([tag, value]) => check(tag, value)));
});

test('a copy is encoded as it is when it is asked, and leaves the certificate as it was', () => {
  const certificate = encodeOnce(read(leafDer));
  certificate.tbsCertificate.toDER();
  const copy = certificate.clone();
  const plain = read(leafDer).clone();
  expect(copy.tbsCertificate.toDER()).toEqual(plain.tbsCertificate.toDER());
  for (const each of [copy, plain]) each.extensions.splice(0, 1);
  expect(copy.tbsCertificate.toDER()).toEqual(plain.tbsCertificate.toDER());
  expect(copy.tbsCertificate.toDER()).not.toEqual(certificate.tbsCertificate.toDER());
  expect(certificate.root.toDER()).toEqual(leafDer);
});

test('who gave out a certificate of a trust root is found out once, and for that authority alone', async () => {
  const other = read(bytesOf((await startSigstore()).ca.rootCertificate));
  const authority = read(rootDer);
  const verify = vi.spyOn(authority, 'verify');
  const chain = { certChain: [authority], validFor: { start: new Date(0), end: new Date(8.64e15) } };
  encodeChainsOnce({
    ...{ certificateAuthorities: [chain], timestampAuthorities: [], ctlogs: [], tlogs: [] },
    publicKey: () => {
      throw new Error('no key is asked for');
    },
  });
  expect([authority.verify(), authority.verify(), authority.verify(authority)]).toEqual([true, true, true]);
  expect(verify).toHaveBeenCalledTimes(1);
  expect([authority.verify(other), authority.verify(other)]).toEqual([false, false]);
  expect(verify).toHaveBeenCalledTimes(3);
});
