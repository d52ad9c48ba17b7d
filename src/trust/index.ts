export { checkTrust, type TrustRequest } from './trust.ts';
