export const TOOL_NAMES = ['trivy', 'helm', 'kustomize', 'kyverno', 'gator'] as const;
export type ToolName = (typeof TOOL_NAMES)[number];

/** A program that may be run: found, and known by its hash or (on the command line) by its version. */
export interface Tool {
  readonly name: ToolName;
  /** Absolute. */
  readonly path: string;
  /** semver, without a leading `v`. */
  readonly version: string;
  readonly sha256: string;
}

/** @throws GateError stage `tools`, with the remedy, where the tool cannot be had. Each tool is located once a run. */
export interface Toolbox {
  locate(name: ToolName): Promise<Tool>;
  /**
   * Which program an earlier run located, where nothing shows that another one is there now: to ask what it found out
   * then, and never to run it. Null, or left out: locate it.
   */
  recall?(name: ToolName): Promise<Tool | null>;
}
