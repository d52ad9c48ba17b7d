import type { ResolvedImage } from '../../src/domain/index.ts';
import { signKeylessly } from './keyless-images.ts';
import type { OddChains } from './odd-chains.ts';
import type { Hash, KeyChoice, KeylessChoice, KeyName, Source } from './policy-pairs.ts';
import { putImage } from './registry/index.ts';
import type { SampleRegistry } from './sample-images.ts';
import {
  putSignatures,
  resolvedImage,
  signPayload,
  simpleSigning,
  type TestKey,
  type TestSignature,
} from './signatures.ts';
import type { SigstoreServices } from './sigstore.ts';

/** An image, and the authority that would accept it, or nearly. */
export interface Subject {
  readonly image: ResolvedImage;
  readonly fits: KeyChoice | KeylessChoice;
}

/** Images that real cosign signed, and images with signatures that it does not make on its own. */
export async function collectImages(
  samples: SampleRegistry,
  made: Readonly<Record<'P-384' | 'RSA' | 'Ed25519', TestKey>>,
  services: SigstoreServices,
  leaves: OddChains['leaves'],
): Promise<Record<string, Subject>> {
  const { store } = samples.server;
  const found: Record<string, Subject> = {};
  const fitting = (key: KeyName, hash: Hash = '', source: Source = null): KeyChoice => ({
    key,
    hash,
    source,
    second: null,
  });
  for (const name of ['api:1.4.0', 'web:1.4.0', 'worker:0.9.2', 'worker:0.9.3', 'impostor:1.0.0', 'legacy:2.0.9']) {
    const key = name.startsWith('impostor') ? 'stranger' : 'shop';
    found[name] = { image: await samples.resolve(`shop/${name}`), fits: fitting(key) };
  }
  const index = await samples.resolve('shop/web:1.4.0');
  const read = await samples.registry.manifest(index.reference, index.digest);
  const [child] = read.kind === 'index' ? read.manifests : [];
  if (child === undefined) throw new Error('shop/web has no children');
  found['child of web'] = { image: { ...index, digest: child.digest }, fits: fitting('shop') };
  const api = await samples.resolve('shop/api:1.4.0');
  const moved = resolvedImage(`${samples.host}/shop/copy:1`, api.digest);
  found['a signed digest in another repository'] = { image: moved, fits: fitting('shop') };

  const add = (name: string, fits: Subject['fits'], sign: Signing, at = 'team/app', home = at, prefix = ''): void => {
    const tag = name.replaceAll(' ', '-');
    const { digest } = putImage(store, at, tag, tag);
    putSignatures(store, home, digest, sign(digest), prefix);
    found[name] = { image: resolvedImage(`${samples.host}/${at}:${tag}`, digest), fits };
  };
  const { RSA, Ed25519 } = made;
  const byRsa: Signing = (digest) => [signPayload(RSA, simpleSigning(digest))];
  const withRsa = fitting('RSA');
  add('by P-384 with sha384', fitting('P-384', 'sha384'), (digest) => [
    signPayload(made['P-384'], simpleSigning(digest), 'sha384'),
  ]);
  add('by P-384 with sha256', fitting('P-384'), (digest) => [signPayload(made['P-384'], simpleSigning(digest))]);
  add('by RSA with sha512', fitting('RSA', 'sha512'), (digest) => [signPayload(RSA, simpleSigning(digest), 'sha512')]);
  add('by RSA with sha224', fitting('RSA', 'sha224'), (digest) => [signPayload(RSA, simpleSigning(digest), 'sha224')]);
  add('by Ed25519', fitting('Ed25519', 'sha512'), (digest) => [signPayload(Ed25519, simpleSigning(digest))]);
  add('by two keys', fitting('Ed25519'), (digest) =>
    [RSA, Ed25519].map((key) => signPayload(key, simpleSigning(digest))),
  );
  add('for another digest', withRsa, () => byRsa(`sha256:${'0'.repeat(64)}`));
  add('for this digest and then for another', withRsa, (digest) => {
    const other = `"docker-manifest-digest":"sha256:${'0'.repeat(64)}"`;
    return [signPayload(RSA, simpleSigning(digest).replace(/("image":\{[^}]*)\}/, `$1,${other}}`))];
  });
  add('for another digest too in capitals', withRsa, (digest) => {
    const other = `"DOCKER-MANIFEST-DIGEST":"sha256:${'0'.repeat(64)}"`;
    return [signPayload(RSA, simpleSigning(digest).replace(/("image":\{[^}]*)\}/, `$1,${other}}`))];
  });
  add('over no JSON', withRsa, () => [signPayload(RSA, 'garbage')]);
  add('without annotation', withRsa, (digest) => byRsa(digest).map((one) => ({ ...one, annotations: {} })));
  add('without base64', withRsa, (digest) =>
    byRsa(digest).map((one) => annotate(one, 'dev.cosignproject.cosign/signature')),
  );
  add('with a bad certificate', withRsa, (digest) =>
    byRsa(digest).map((one) => annotate(one, 'dev.sigstore.cosign/certificate')),
  );
  add('with none in the list', withRsa, () => []);
  add('directly below the host', withRsa, byRsa, 'solo');
  add('signed elsewhere', fitting('RSA', '', 'team/signatures'), byRsa, 'team/away', 'team/signatures');
  add(
    'signed under a prefix',
    fitting('RSA', '', 'team/signatures prod-'),
    byRsa,
    'team/away',
    'team/signatures',
    'prod-',
  );
  await signKeylessly(services, made.RSA, leaves, (name, fits) => {
    const tag = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    const { digest } = putImage(store, 'team/keyless', tag, tag);
    found[name] = { image: resolvedImage(`${samples.host}/team/keyless:${tag}`, digest), fits };
    return { digest, put: (signatures) => putSignatures(store, 'team/keyless', digest, signatures) };
  });
  return found;
}

type Signing = (digest: string) => readonly TestSignature[];

function annotate(signature: TestSignature, name: string): TestSignature {
  return { ...signature, annotations: { ...signature.annotations, [name]: '***' } };
}
