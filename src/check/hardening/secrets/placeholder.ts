/** What stands for a value that somebody else puts in: `${TOKEN}`, `<token>`, `__TOKEN__`, `changeme`, and nothing at all. */
const PLACEHOLDER =
  /^(\s*|\$\{?[A-Za-z_][A-Za-z0-9_.-]*\}?|<[^<>]*>|\{\{.*\}\}|#\{[^{}]*\}|__\w+__|@[\w.-]+@|@Microsoft\.KeyVault\([^()]*\)|%\w+%|\*+|redacted|(change|replace|insert|fill|put|your|todo|xxx)[-_ a-z]*)$/i;

/** Encrypted in place: by SOPS (its key beside the data, `ENC[` in each value) or for the vault plugin of Argo CD. */
const ENCRYPTED = /^(ENC\[|vault:|ref\+)/;

/** A value that could be used as it is: neither a placeholder nor encrypted. */
export function isReal(value: string): boolean {
  return !PLACEHOLDER.test(value) && !ENCRYPTED.test(value);
}
