export { IMAGE_BUDGET_MS } from './budget.ts';
export { createRegistry } from './client.ts';
export type { Credential } from './credential.ts';
export { dockerConfigText } from './docker-config.ts';
export { createKeptArchives } from './kept-archives.ts';
export { createKeychain, type Keychain, type KeychainPorts } from './keychain.ts';
export type { Admission, RegistryOptions } from './options.ts';
export { openPullThrough, type PassedImage, type PullThrough } from './pull-through.ts';
export { MAX_REQUESTS_PER_HOST } from './wire.ts';
