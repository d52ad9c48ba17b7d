export {
  type CustomResource,
  DEFAULT_POLICY,
  type Policy,
  type PolicyException,
  type ToolPin,
  type VulnerabilityPolicy,
} from './schema.ts';
