export { changedPolicy, checkTrust, type PolicyChange, type TrustRequest } from './trust.ts';
export { workflowFiles } from './workflow-files.ts';
