/**
 * Well-known shapes of credentials, each exact enough to need no second look. Never add one that ordinary words match,
 * nor one that can begin inside of what it repeats without a bound: a hostile text would take hours.
 */
const SHAPES: readonly (readonly [name: string, shape: RegExp])[] = [
  ['private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/],
  ['AWS access key', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/],
  ['GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{82})\b/],
  ['GitLab token', /\bglpat-[A-Za-z0-9_-]{20,300}(?![A-Za-z0-9_-])/],
  ['Slack token', /\bxox[abprs]-[A-Za-z0-9-]{20,}\b/],
  ['Google API key', /\bAIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/],
  ['Stripe key', /\b[rs]k_live_[A-Za-z0-9]{24,}\b/],
  ['npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['PyPI token', /\bpypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,}\b/],
  ['SendGrid key', /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/],
  ['Docker Hub token', /\bdckr_pat_[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])/],
  ['DigitalOcean token', /\bdop_v1_[a-f0-9]{64}\b/],
  ['HashiCorp Vault token', /\bhvs\.[A-Za-z0-9_-]{24,}\b/],
  ['JSON web token', /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\b/],
  ['URL with a password', /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/?#${}<>]{1,256}:[^\s:@/?#${}<>]{3,256}@[A-Za-z0-9.-]+/],
];

/** Texts are searched piece by piece, each with the beginning of the next one: bounded work at once, nothing left out. */
const PIECE = 1 << 18;
const OVERLAP = 1 << 13;

/** What kind of credential a text holds; null where it holds none that is known. */
export function tokenIn(text: string): string | null {
  if (text.length < 8) return null;
  for (let from = 0; from < text.length; from += PIECE) {
    const piece = text.length <= PIECE ? text : text.slice(from, from + PIECE + OVERLAP);
    const found = SHAPES.find(([, shape]) => shape.test(piece));
    if (found !== undefined) return found[0];
  }
  return null;
}
