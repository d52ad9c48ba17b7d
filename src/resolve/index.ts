export { causeOf } from './cause.ts';
export { resolutionFindings } from './findings.ts';
export { findMissingPlatforms } from './missing-platform.ts';
export { formatPlatform, isAttestationManifest, isPlatform } from './platform.ts';
export { type ResolveOptions, resolveImages } from './resolve.ts';
export { unresolvedOutcomes, withDigests } from './resolved.ts';
export { RULES } from './rules.ts';
export { findTagMismatches } from './tag-mismatch.ts';
