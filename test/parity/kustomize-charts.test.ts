import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFiles } from '../../src/io/files.ts';
import { memoryTree } from '../../src/tree/index.ts';
import { readManifestStream } from '../../src/yaml/index.ts';
import { CHART_SHAPES } from '../support/kustomize-charts.ts';
import { kustomizeSource, renderWith } from '../support/rendering.ts';
import { requireTool } from '../support/tools.ts';

/** What the gate checks is what `kustomize build --enable-helm` prints on the same files, without the gate's sandbox. */

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kustomize-charts-'));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

describe.each(['helm', 'helm4'] as const)('with %s', (helm) => {
  test.each(Object.entries(CHART_SHAPES))('%s', async (name, { files }) => {
    const root = join(directory, helm, name.replace(/\W+/g, '-'));
    for (const [path, content] of Object.entries(files)) {
      if (typeof content !== 'string') throw new Error(`${path} is no text`);
      await createFiles().write(join(root, path), new TextEncoder().encode(content));
    }
    const source = kustomizeSource('over/kustomization.yaml' in files ? 'over' : 'k');
    const command = await requireTool(helm);
    const { stdout } = await promisify(execFile)(
      await requireTool('kustomize'),
      ['build', '--enable-helm', '--helm-command', command, join(root, source.root)],
      { cwd: directory },
    );
    const { documents, problems } = readManifestStream(new TextEncoder().encode(stdout));
    expect(problems).toEqual([]);
    const { manifests, findings } = await renderWith(memoryTree(files), [source], {
      origins: false,
      toolbox: {
        locate: async (tool) => ({
          name: tool,
          path: tool === 'helm' ? command : await requireTool(tool),
          version: '0.0.0',
          sha256: '',
        }),
      },
    });
    expect(findings).toEqual([]);
    expect(manifests.length).toBeGreaterThan(0);
    expect(manifests.map(({ object }) => object)).toEqual(documents.map(({ value }) => value));
  });
});
