import { VerificationError } from '@sigstore/verify';

/** Why @sigstore/verify refused a signature, as a clause for a person. */
export function describeRefusal(error: unknown, key: 'certificate' | 'public-key'): string {
  if (!(error instanceof VerificationError)) return 'what stands beside it is malformed';
  switch (error.code) {
    case 'SIGNATURE_ERROR':
      return key === 'public-key'
        ? 'it was not made with this key, or was changed afterwards'
        : 'it was not made with the key of its certificate, or was changed afterwards';
    case 'CERTIFICATE_ERROR':
      return error.message.includes('SCT')
        ? 'no certificate log of the trust root has its certificate'
        : 'its certificate was not given out by an authority of the trust root';
    case 'TIMESTAMP_ERROR':
      return 'its timestamp was not made for it by an authority of the trust root';
    case 'TLOG_BODY_ERROR':
      return 'its log entry is about something else, or is of a kind that this gate does not know';
    case 'TLOG_ERROR':
      return 'the same log entry is there more than once';
    case 'TLOG_INCLUSION_PROMISE_ERROR':
    case 'TLOG_INCLUSION_PROOF_ERROR':
    case 'TLOG_MISSING_INCLUSION_ERROR':
      return 'its log entry was not signed by a log of the trust root';
    case 'PUBLIC_KEY_ERROR':
    case 'NOT_IMPLEMENTED_ERROR':
      return 'what stands beside it cannot be verified';
  }
}
