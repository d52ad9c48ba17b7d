import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openCli } from './support/run-cli.ts';
import { requireTool } from './support/tools.ts';

const run = promisify(execFile);

test('every hardening finding of the chart of helm create is repaired, and once', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'scg-helm-create-'));
  const cli = await openCli();
  try {
    const helm = await requireTool('helm');
    const env = { HOME: directory, PATH: '' };
    await run(helm, ['create', 'demo'], { cwd: directory, env });
    const render = async () => (await run(helm, ['template', 'demo'], { cwd: directory, env })).stdout;
    const before = await render();

    const written = await cli.run(directory, ['fix', 'demo', '--rules', 'pss/*,rbac/*', '--write']);
    expect(written).toMatchObject({ code: 0 });
    expect(written.stderr).toMatch(/10 of 10 findings were repaired/);
    const after = await render();
    expect(after).not.toBe(before);
    for (const field of ['allowPrivilegeEscalation: false', 'runAsNonRoot: true', 'type: RuntimeDefault']) {
      expect(after).toContain(field);
    }
    // Only lines of the repairs were added, and none that was there is gone.
    const lines = new Set(after.split('\n').map((line) => line.trim()));
    const gone = before.split('\n').filter((line) => !lines.has(line.trim()));
    expect(gone.filter((line) => !/automountServiceAccountToken: true/.test(line))).toEqual([]);

    const again = await cli.run(directory, ['fix', 'demo', '--rules', 'pss/*,rbac/*', '--write']);
    expect(again.stdout).toBe('');
    expect(await render()).toBe(after);
  } finally {
    await cli.close();
    await rm(directory, { recursive: true, force: true });
  }
});
