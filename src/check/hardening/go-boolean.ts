/** What Go's strconv.ParseBool takes for true: flags of Kubernetes' programs and some annotations are read with it. */
export function isGoTrue(text: string): boolean {
  return /^(1|t|T|TRUE|true|True)$/.test(text);
}
