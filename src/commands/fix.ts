import { join } from 'node:path';
import { REPAIRED_RULES } from '../check/hardening/index.ts';
import { applyEdits, unifiedDiff } from '../fix/index.ts';
import { prepare } from '../gate/context.ts';
import { repair } from '../gate/repair.ts';
import { inspect, survey } from '../gate.ts';
import { matchesRule } from '../judge/index.ts';
import { loadPolicy } from '../policy/index.ts';
import { problemsOf } from './images.ts';
import type { Terminal } from './terminal.ts';
import { openWorkspace, requestFor, type SourceOptions } from './workspace.ts';

export interface FixOptions extends SourceOptions {
  readonly format: 'diff' | 'json';
  readonly write?: boolean;
  readonly rules?: string;
}

const REPAIRED = 'image/unpinned';

/** `fix`: pins and repairs that were proved by rendering again; prints the diff, or with `--write` applies it. */
export async function fix(paths: readonly string[], options: FixOptions, terminal: Terminal): Promise<number> {
  const { ports, print } = terminal;
  const rules = (options.rules ?? REPAIRED).split(',').map((rule) => rule.trim());
  const repaired = [REPAIRED, ...REPAIRED_RULES];
  for (const rule of rules) {
    if (repaired.some((id) => matchesRule(rule, id))) continue;
    ports.log.warn(`No repair is offered for ${rule}: what is repaired is ${repaired.join(', ')}.`);
  }
  const workspace = openWorkspace(terminal.directory);
  const request = { ...(await requestFor(workspace, paths, options, ports)), resolveAll: true };
  const loaded = await loadPolicy(request.policyTree, request.policyFile);
  const policy = {
    ...loaded.policy,
    images: { ...loaded.policy.images, digest: 'required' as const },
    vulnerabilities: { ...loaded.policy.vulnerabilities, severity: 'off' as const },
  };
  const context = prepare(request, { ...loaded, policy }, ports);
  const head = await survey(request.head, context);
  for (const { message } of problemsOf(head)) ports.log.warn(message);
  const wanted = head.findings.filter(
    ({ rule, repairs }) =>
      (rule === REPAIRED || repairs !== undefined) && rules.some((pattern) => matchesRule(pattern, rule)),
  );
  // A repair of fields needs no registry.
  const isPinning = wanted.some(({ rule }) => rule === REPAIRED);
  const inspection = await inspect(isPinning ? head : { ...head, images: [] }, context);
  const { fixes, edits, reasons } = await repair(head, wanted, inspection, context);

  // Made of what the files hold now, so before any is written.
  const diff = await unifiedDiff(request.head, edits);
  if (options.write) await write(edits, workspace.root, request.head, terminal);
  if (options.format === 'json') {
    print(`${JSON.stringify({ schemaVersion: 1, edits, proved: true, written: options.write ?? false }, null, 2)}\n`);
  } else if (diff !== '') {
    print(diff);
  }
  for (const finding of wanted) {
    if (fixes.has(finding)) continue;
    const { file, startLine } = finding.location;
    if (finding.rule !== REPAIRED) {
      ports.log.warn(
        `${file}:${startLine}: ${finding.rule} was not repaired: no edit was proved to set the field and change nothing else. ${finding.message}`,
      );
      continue;
    }
    ports.log.warn(
      `${file}:${startLine}: ${finding.image} was not pinned: ${reasons.get(finding) ?? reasonFor(finding.image ?? '', inspection)}`,
    );
  }
  const pins = wanted.filter(({ rule }) => rule === REPAIRED);
  const others = wanted.filter(({ rule }) => rule !== REPAIRED);
  const done = (list: typeof wanted) => list.filter((finding) => fixes.has(finding)).length;
  if (pins.length > 0 || others.length === 0)
    ports.log.info(`${done(pins)} of ${pins.length} images ${options.write ? 'were pinned' : 'can be pinned'}.`);
  if (others.length > 0)
    ports.log.info(`${done(others)} of ${others.length} findings ${options.write ? 'were' : 'can be'} repaired.`);
  return 0;
}

function reasonFor(written: string, { resolutions, checks }: Awaited<ReturnType<typeof inspect>>): string {
  if (checks.allowlist.get(written) === 'fail') return 'the policy does not admit its registry.';
  if (checks.signatures.get(written) === 'fail') return 'its signature check failed.';
  const resolution = resolutions.get(written);
  if (resolution?.status === 'absent' || resolution?.status === 'unknown') return resolution.error.message;
  return 'its digest is not known.';
}

async function write(
  edits: readonly Parameters<typeof applyEdits>[1][number][],
  root: string,
  tree: { read(path: string): Promise<Uint8Array> },
  { ports }: Terminal,
): Promise<void> {
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await tree.read(file));
    const own = edits.filter((edit) => edit.file === file);
    await ports.files.write(join(root, file), applyEdits(text, own));
  }
}
