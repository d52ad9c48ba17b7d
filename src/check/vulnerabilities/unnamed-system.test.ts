import { describe, expect, test } from 'vitest';
import { check, exited, fatal, report, world } from '../../../test/support/vulnerability-check.ts';
import type { CommandResult } from '../../domain/index.ts';

describe('an image with libraries and no system is asked whether it names one', () => {
  const library = { Class: 'lang-pkgs', Type: 'node-pkg', Packages: [{ Name: 'lodash' }] };
  const throttled = exited('', fatal('GET https://ghcr.io/v2/: TOOMANYREQUESTS'), 1);
  const named = exited({ SchemaVersion: 2, ArtifactName: 'x', Results: [{ Secrets: [{ RuleID: 'names-a-system' }] }] });
  const nameless = exited({ SchemaVersion: 2, ArtifactName: 'x' });

  test.each<[string, readonly CommandResult[], string, number]>([
    ['it names none', [nameless], 'pass', 1],
    ['it names one', [named], 'system-unknown', 1],
    ['the registry throttles once', [throttled, nameless], 'pass', 2],
    ['the registry throttles once, and it names one', [throttled, named], 'system-unknown', 2],
    ['the registry throttles on', [throttled, throttled], 'throttled', 2],
    ['Trivy fails by what is in it', [exited('', fatal('semaphore acquire'), 1)], 'trivy-failed', 1],
  ])('%s', async (_, answers, expected, asked) => {
    let asks = 0;
    const here = world((command) => {
      if (!command.args.some((arg) => arg.startsWith('--secret-config='))) {
        return exited({ ...report(command), Metadata: {}, Results: [library] });
      }
      asks += 1;
      return answers[asks - 1] ?? exited('', 'asked too often', 1);
    });
    const { findings } = await check(here);
    expect([findings.map(({ identity }) => identity.at(-1))[0] ?? 'pass', asks]).toEqual([expected, asked]);
  });
});
