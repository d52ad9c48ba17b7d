/** True of a pattern of `*` and `?` that every name matches, as Kyverno and Argo CD read it: no name is empty. */
export function matchesEveryName(pattern: string): boolean {
  return /^(?:\?\*+|\*+\??\**)$/.test(pattern);
}
