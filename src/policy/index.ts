export { type PolicyDocument, parsePolicy } from './document.ts';
export { policyJsonSchema } from './json-schema.ts';
export {
  DEFAULT_POLICY_FILE,
  type LoadedPolicy,
  loadPolicy,
  namedDocumentsIn,
  type SignatureDocument,
  type VulnerabilityDocuments,
} from './load.ts';
export {
  type Canary,
  type CustomResource,
  DEFAULT_POLICY,
  type Policy,
  type PolicyException,
  PolicySchema,
  type ToolPin,
  type VulnerabilityPolicy,
} from './schema.ts';
