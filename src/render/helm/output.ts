/** One rendered document: what helm printed below one `# Source:` line. */
export interface RenderedPart {
  /** As helm names it: `shop/templates/deployment.yaml`, `shop/charts/redis/templates/service.yaml`. */
  readonly template: string;
  readonly text: string;
}

/**
 * Cuts the output of `helm template` into its parts. Helm writes `---`, `# Source: NAME`, then one document
 * (pkg/action/action.go, renderResources; the same in Helm 4), and has cut each template at `---` before that: a
 * document cannot hold a line that looks like the start of the next part.
 */
export function splitOutput(stdout: string): RenderedPart[] {
  const parts: { template: string; start: number; header: number }[] = [];
  for (const match of stdout.matchAll(/(?<![^\n])---\n# Source: ([^\n]+)\n/g)) {
    parts.push({ template: match[1] ?? '', start: match.index + match[0].length, header: match.index });
  }
  return parts.map(({ template, start }, index) => ({
    template,
    text: stdout.slice(start, parts[index + 1]?.header ?? stdout.length),
  }));
}
