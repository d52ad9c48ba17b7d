export { causeOf } from './cause.ts';
export { configuredPlatform } from './configured-platform.ts';
export { resolutionFindings } from './findings.ts';
export { findMissingPlatforms } from './missing-platform.ts';
export { childrenFor, formatPlatform, isAttestationManifest } from './platform.ts';
export { type ResolveOptions, resolveImages } from './resolve.ts';
export { unresolvedOutcomes, withDigests } from './resolved.ts';
export { RULES } from './rules.ts';
export { findTagMismatches } from './tag-mismatch.ts';
