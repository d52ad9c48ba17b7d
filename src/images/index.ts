export { canonicalHost, DOCKER_HUB, isLoopbackHost } from './canonical-host.ts';
export { collectImages } from './collect.ts';
export { explainImage } from './explain.ts';
export { parsePathPattern } from './path-pattern.ts';
export { clusterRepositoryName, formatReference, isDigest, parseImageReference } from './reference.ts';
