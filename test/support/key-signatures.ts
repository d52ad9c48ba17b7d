import { checkSignatures } from '../../src/check/signatures/index.ts';
import type { Finding, ResolvedImage } from '../../src/domain/index.ts';
import { completePolicy } from '../../src/policy/schema.ts';
import { REPOSITORY } from './signature-check.ts';
import {
  ALONE,
  createKey,
  FakeRegistry,
  keyAuthority,
  policyText,
  resolvedImage,
  sha256,
  signPayload,
  simpleSigning,
  type TestKey,
} from './signatures.ts';

/** An image that the team signs with its key, and policies that want that. */

export const TEAM = createKey();
export const STRANGER = createKey();
export const WRITTEN = `${REPOSITORY}:1.2.3`;
export const DIGEST = sha256('api 1.2.3');
export const OTHER = sha256('api 1.2.4');
export const NOW = new Date('2026-06-01T12:00:00Z');

export const BY_TEAM = policyText({ authorities: [keyAuthority(TEAM)] });

export async function check(
  registry: FakeRegistry,
  documents: readonly string[] = [BY_TEAM],
  signatures: Record<string, unknown> = {},
  images: readonly ResolvedImage[] = [resolvedImage(WRITTEN, DIGEST)],
) {
  return checkSignatures(images, {
    policy: completePolicy({ version: 1, signatures: { policies: ['policy/*.yaml'], ...signatures } }),
    documents: documents.map((text, index) => ({ file: `policy/${index}.yaml`, text })),
    registry,
    now: NOW,
    ...ALONE,
  });
}

/** `outcome [rule result enforcement, ...]` of one image, in a line. */
export async function verdict(...args: Parameters<typeof check>): Promise<string> {
  const { outcomes, findings } = await check(...args);
  return [[...outcomes.values()].join(' '), ...findings.map(describeFinding)].join(' | ');
}

export function describeFinding({ rule, result, enforcement }: Finding): string {
  return `${rule} ${result.outcome === 'unknown' ? `unknown(${result.cause})` : 'fail'} ${enforcement}`;
}

export function signed(key: TestKey, payload = simpleSigning(DIGEST), hash = 'sha256'): FakeRegistry {
  const registry = new FakeRegistry();
  registry.putLegacy(REPOSITORY, DIGEST, [signPayload(key, payload, hash)]);
  return registry;
}
