import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyRepository, REGISTRY_NAME } from '../demo/copy-repository.ts';
import { ContentStore, loadLayout, startRegistry } from '../demo/registry/index.ts';
import { freshenDatabase } from '../demo/trivy-database.ts';
import { GateError } from '../domain/index.ts';
import { type GateResult, gate } from '../gate.ts';
import { workingTree } from '../io/working-tree.ts';
import { type DiffFile, type ReviewDraft, renderReport, renderReview } from '../report/index.ts';
import { viewOf } from './check.ts';
import type { Terminal } from './terminal.ts';
import { openWorkspace, requestFor } from './workspace.ts';

/** Both versions of the shop, and what the gate must say of them. */
const RUNS = [
  { folder: 'shop', verdict: 'fail', title: 'The shop as it was proposed' },
  { folder: 'shop-repaired', verdict: 'pass', title: 'The shop after the review' },
] as const;

/** `demo`: an embedded registry on loopback, sample images, both runs of the gate. 0 when both end as they should. */
export async function demo(terminal: Terminal): Promise<number> {
  const { ports, print } = terminal;
  const fixtures = demoFixtures();
  const store = new ContentStore();
  await loadLayout(store, reader(join(fixtures, 'images')));
  await loadLayout(store, await freshenDatabase(reader(join(fixtures, 'trivy-db')), ports.clock.now()));
  const registry = await startRegistry({ store });
  ports.log.info(`A registry with the shop's images listens on ${registry.host}; nothing leaves this machine.`);
  let asIntended = true;
  try {
    for (const { folder, verdict, title } of RUNS) {
      const started = ports.clock.elapsed();
      const result = await ports.files.withTemporaryDirectory('scg-demo-', (directory) =>
        runOn(join(fixtures, folder), directory, registry.host, title, terminal),
      );
      const seconds = ((ports.clock.elapsed() - started) / 1000).toFixed(1);
      const { verdict: given } = result.report;
      print(`\n${title}: ${given} in ${seconds} s${given === verdict ? '' : `, and should be ${verdict}`}.\n\n`);
      asIntended &&= given === verdict;
    }
  } finally {
    await registry.close();
  }
  return asIntended ? 0 : 1;
}

async function runOn(
  shop: string,
  directory: string,
  host: string,
  title: string,
  terminal: Terminal,
): Promise<GateResult> {
  const { ports, print } = terminal;
  const texts = await copyRepository(workingTree(shop), directory, { [REGISTRY_NAME]: host }, ports.files);
  const workspace = openWorkspace(directory);
  const result = await gate(await requestFor(workspace, [], {}, ports), ports);
  const view = viewOf(result, { key: 'demo' });
  print(`${'='.repeat(8)} ${title} ${'='.repeat(8)}\n\n`);
  print(renderReport('text', view, { color: terminal.color, width: terminal.width }));
  const review = renderReview(view, wholeFiles(texts), texts, { style: 'requests' });
  if (review.comments.length > 0) print(describeReview(review));
  return result;
}

/** What the pull request would show on its lines. */
function describeReview({ event, comments }: ReviewDraft): string {
  const verb = event === 'REQUEST_CHANGES' ? 'asks for changes' : 'comments';
  const blocks = comments.map(({ path, startLine, line, body }) => {
    const place = startLine === null ? `${path}:${line}` : `${path}:${startLine}-${line}`;
    const text = body.replace(/<!--[\s\S]*?-->\s*/g, '').trim();
    return `  ${place}\n${text.replace(/^/gm, '    | ')}\n`;
  });
  return `\nThe review ${verb}, with ${comments.length} comments on lines of the pull request:\n\n${blocks.join('\n')}`;
}

/** The shop comes in with one pull request, so every line of it is in the diff. */
function wholeFiles(texts: ReadonlyMap<string, string>): readonly DiffFile[] {
  return [...texts].map(([path, text]) => ({
    path,
    hunks: [{ startLine: 1, lines: text.replace(/\n$/, '').split('\n') }],
  }));
}

function reader(folder: string): (path: string) => Promise<Uint8Array | null> {
  return async (path) => {
    const file = join(folder, path);
    return existsSync(file) ? new Uint8Array(await readFile(file)) : null;
  };
}

/** The fixtures stand beside `src` and `dist`: found from where this code is, whichever of them it is. */
function demoFixtures(): string {
  let at = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(at, 'fixtures', 'demo');
    if (existsSync(join(candidate, 'shop'))) return candidate;
    const up = dirname(at);
    if (up === at) break;
    at = up;
  }
  throw new GateError({
    code: 'io/no-fixtures',
    stage: 'io',
    message: 'The sample images of the demo are not beside this program.',
    remedy: 'Run the demo from a checkout of supply-chain-gate: npm ci && npm run demo.',
  });
}
