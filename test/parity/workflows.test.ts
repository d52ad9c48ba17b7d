import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { requireTool } from '../support/tools.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Only the workflows themselves: no shellcheck or pyflakes, which one machine has and another has not. */
async function actionlint(args: readonly string[], input?: string): Promise<{ code: number | null; said: string }> {
  const program = await requireTool('actionlint');
  const flags = ['-no-color', '-shellcheck=', '-pyflakes=', ...args];
  const { status, stdout, stderr } = spawnSync(program, flags, { cwd: ROOT, encoding: 'utf8', input });
  return { code: status, said: `${stdout}${stderr}` };
}

test('actionlint has nothing to say of the workflows', async () => {
  const files = ['.github/workflows', 'docs/examples/workflows'].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`),
  );
  expect(files.length).toBeGreaterThanOrEqual(5);
  expect(await actionlint(files)).toEqual({ code: 0, said: '' });
});

test('and it does speak: of a job that needs nobody', async () => {
  const workflow =
    'on: push\njobs:\n  gate:\n    needs: nobody\n    runs-on: ubuntu-latest\n    steps: [{ run: "true" }]\n';
  const { code, said } = await actionlint(['-'], workflow);
  expect(code).toBe(1);
  expect(said).toContain('needs job "nobody" which does not exist');
});
