import { createHash, createPublicKey } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { tsaHandler } from '@sigstore/mock';
import { z } from 'zod';
import { bytesOf, ISSUER, issueFor, type SigstoreServices, toPem } from './sigstore.ts';
import { logEnvelopeV2 } from './sigstore-bundles.ts';

/** sigstore's services over http on loopback, for programs that sign. */
export interface SigstoreServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Fulcio's first API, which cosign asks: the key in base64, the identity in a bearer token. */
const SigningRequest = z.looseObject({ publicKey: z.looseObject({ content: z.string() }) });
/** Fulcio's second, which @sigstore/sign asks, and cosign by its signing configuration, with the token in the header. */
const SigningRequestV2 = z.looseObject({
  credentials: z.looseObject({ oidcIdentityToken: z.string() }).optional(),
  publicKeyRequest: z.looseObject({ publicKey: z.looseObject({ content: z.string() }) }),
});
const Claims = z.looseObject({ iss: z.string(), sub: z.string() });

/** An identity token that nobody signed: these services take anybody's word. */
export function identityToken(subject: string, issuer = ISSUER): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const seconds = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, sub: subject, aud: 'sigstore', iat: seconds, exp: seconds + 3600 };
  return `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}.${Buffer.from('none').toString('base64url')}`;
}

function readToken(token: string): z.output<typeof Claims> {
  return Claims.parse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')));
}

export async function serveSigstore(services: SigstoreServices): Promise<SigstoreServer> {
  const stamp = tsaHandler(services.tsa);
  const answer = async (request: IncomingMessage, body: Buffer): Promise<Answer> => {
    const path = (request.url ?? '').replace(/\/+/g, '/');
    const bearer = (request.headers.authorization ?? '').replace(/^Bearer /i, '');
    if (path === '/api/v1/signingCert') {
      const { publicKey } = SigningRequest.parse(JSON.parse(body.toString('utf8')));
      const der = await certify(services, Buffer.from(publicKey.content, 'base64'), bearer);
      const chain = toPem('CERTIFICATE', der) + toPem('CERTIFICATE', bytesOf(services.ca.rootCertificate));
      return { status: 201, type: 'application/pem-certificate-chain', body: chain };
    }
    if (path === '/api/v2/signingCert') {
      const { credentials, publicKeyRequest } = SigningRequestV2.parse(JSON.parse(body.toString('utf8')));
      const der = await certify(
        services,
        Buffer.from(publicKeyRequest.publicKey.content),
        credentials?.oidcIdentityToken ?? bearer,
      );
      const certificates = [toPem('CERTIFICATE', der), toPem('CERTIFICATE', bytesOf(services.ca.rootCertificate))];
      const chain = { signedCertificateEmbeddedSct: { chain: { certificates } } };
      return { status: 200, type: 'application/json', body: JSON.stringify(chain) };
    }
    if (path === '/api/v1/log/entries') {
      const entry = await services.tlog.log(canonicalize(JSON.parse(body.toString('utf8'))));
      // The entry is looked up in the answer by its ETag.
      const [etag = ''] = Object.keys(entry);
      return { status: 201, type: 'application/json', body: JSON.stringify(entry), etag };
    }
    if (path === '/api/v2/log/entries') {
      const { envelope, verifiers } = RequestV2.parse(JSON.parse(body.toString('utf8'))).dsseRequestV002;
      const decode = (text = ''): Buffer => Buffer.from(text, 'base64');
      const entry = logEnvelopeV2(
        services,
        decode(envelope.payload),
        decode(envelope.signatures[0]?.sig),
        decode(verifiers[0]?.x509Certificate.rawBytes),
      );
      return { status: 201, type: 'application/json', body: JSON.stringify(entry) };
    }
    if (path !== stamp.path) return { status: 404, type: 'text/plain', body: `there is no ${path}` };
    const { statusCode, response, contentType = 'text/plain' } = await stamp.fn(body.toString('latin1'));
    return { status: statusCode, type: contentType, body: typeof response === 'string' ? response : bytesOf(response) };
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      answer(request, Buffer.concat(chunks)).then(
        ({ status, type, body, etag }) =>
          response.writeHead(status, { 'content-type': type, ...(etag === undefined ? {} : { etag }) }).end(body),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Rekor v1 keeps hashes of an envelope, and not what it was sent. */
const ProposedEnvelope = z.looseObject({
  kind: z.literal('dsse'),
  spec: z.looseObject({ proposedContent: z.looseObject({ envelope: z.string(), verifiers: z.array(z.string()) }) }),
});
const Envelope = z.looseObject({ payload: z.string(), signatures: z.array(z.looseObject({ sig: z.string() })) });

function canonicalize(proposed: object): object {
  const parsed = ProposedEnvelope.safeParse(proposed);
  if (!parsed.success) return proposed;
  const { envelope, verifiers } = parsed.data.spec.proposedContent;
  const { payload, signatures } = Envelope.parse(JSON.parse(envelope));
  const hash = (bytes: string | Buffer) => ({
    algorithm: 'sha256',
    value: createHash('sha256').update(bytes).digest('hex'),
  });
  return {
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: {
      envelopeHash: hash(envelope),
      payloadHash: hash(Buffer.from(payload, 'base64')),
      signatures: signatures.map(({ sig }, index) => ({ signature: sig, verifier: verifiers[index] })),
    },
  };
}

const RequestV2 = z.looseObject({
  dsseRequestV002: z.looseObject({
    envelope: Envelope,
    verifiers: z.array(z.looseObject({ x509Certificate: z.looseObject({ rawBytes: z.string() }) })),
  }),
});

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly etag?: string;
}

async function certify({ ca }: SigstoreServices, key: Buffer, token: string): Promise<Buffer> {
  const { iss, sub } = readToken(token);
  const pem = key.includes('-----BEGIN');
  const publicKey = pem ? createPublicKey(key) : createPublicKey({ key, format: 'der', type: 'spki' });
  return issueFor(ca, publicKey, { issuer: iss, subject: sub });
}
