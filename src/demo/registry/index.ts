export { ContentStore, digestOf, hasDigest } from './content.ts';
export { createRegistryHandler, type RegistryOptions } from './handler.ts';
export { type LayoutReader, loadLayout } from './layout.ts';
export { reply, replyError, replyJson } from './replies.ts';
export { type RegistryServer, startRegistry } from './serve.ts';
