/** An Alpine package as `apk` records it: enough for a scanner to name and date it. */
export interface AlpinePackage {
  readonly name: string;
  readonly version: string;
  /** The source package it was built from; advisories speak of that one. */
  readonly origin: string;
}

export type KeyName = 'shop' | 'stranger';

export interface SampleImage {
  /** `shop/api:1.4.0`, below the demo's registry. */
  readonly name: string;
  readonly says: string;
  readonly packages: readonly AlpinePackage[];
  /** One platform makes an image, several an index. */
  readonly platforms: readonly string[];
  readonly signedBy: KeyName | null;
  /** `legacy`: a `.sig` tag, what admission controllers read today. `bundle`: a sigstore bundle as a referrer. */
  readonly format: 'legacy' | 'bundle';
}

const package_ = (name: string, version: string, origin = name): AlpinePackage => ({ name, version, origin });

const BASE = [
  package_('alpine-baselayout', '3.4.3-r2'),
  package_('musl', '1.2.4_git20230717-r4'),
  package_('ca-certificates-bundle', '20230506-r0', 'ca-certificates'),
];
const OPENSSL_OLD = [package_('libcrypto3', '3.1.4-r0', 'openssl'), package_('libssl3', '3.1.4-r0', 'openssl')];
const OPENSSL_FIXED = [package_('libcrypto3', '3.1.4-r3', 'openssl'), package_('libssl3', '3.1.4-r3', 'openssl')];
const BUSYBOX_OLD = package_('busybox', '1.36.1-r14');
const BUSYBOX_FIXED = package_('busybox', '1.36.1-r16');

const AMD64 = ['linux/amd64'];
const plain = { packages: BASE, platforms: AMD64, format: 'legacy' } as const;

/** The shop's images: one for each thing that the gate tells apart, and the repaired one beside each broken one. */
export const SAMPLE_IMAGES: readonly SampleImage[] = [
  { ...plain, name: 'shop/api:1.4.0', signedBy: 'shop', says: 'signed, without known vulnerabilities' },
  {
    ...plain,
    name: 'shop/web:1.4.0',
    signedBy: 'shop',
    platforms: ['linux/amd64', 'linux/arm64'],
    says: 'signed, an index of two platforms: the index is what was signed, its children were not',
  },
  { ...plain, name: 'shop/worker:0.9.2', signedBy: null, says: 'not signed' },
  { ...plain, name: 'shop/worker:0.9.3', signedBy: 'shop', says: 'the worker, signed' },
  {
    ...plain,
    name: 'shop/legacy:2.0.9',
    signedBy: 'shop',
    packages: [...BASE, ...OPENSSL_OLD, BUSYBOX_OLD],
    says: 'signed, with openssl 3.1.4-r0 and busybox 1.36.1-r14, which the demo database has advisories for',
  },
  {
    ...plain,
    name: 'shop/legacy:2.0.10',
    signedBy: 'shop',
    packages: [...BASE, ...OPENSSL_FIXED, BUSYBOX_FIXED],
    says: 'the legacy service with the fixed packages',
  },
  { ...plain, name: 'shop/impostor:1.0.0', signedBy: 'stranger', says: "signed, but not with the shop's key" },
  { ...plain, name: 'shop/impostor:1.0.1', signedBy: 'shop', says: "the same service, signed with the shop's key" },
  {
    ...plain,
    name: 'shop/mailer:1.1.0',
    signedBy: 'shop',
    format: 'bundle',
    says: 'signed in the sigstore bundle format alone, as an OCI 1.1 referrer',
  },
];
