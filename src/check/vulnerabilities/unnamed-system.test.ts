import { packTar } from 'modern-tar';
import { describe, expect, test } from 'vitest';
import { OTHER_DIGEST } from '../../../test/support/findings.ts';
import {
  check,
  descriptor,
  exited,
  fatal,
  registryWith,
  report,
  world,
} from '../../../test/support/vulnerability-check.ts';
import { type CommandResult, type Registry, RegistryError } from '../../domain/index.ts';

describe('an image with libraries and no system is asked whether it names one', () => {
  const library = { Class: 'lang-pkgs', Type: 'node-pkg', Packages: [{ Name: 'lodash' }] };
  const throttled = exited('', fatal('GET https://ghcr.io/v2/: TOOMANYREQUESTS'), 1);
  const named = exited({ SchemaVersion: 2, ArtifactName: 'x', Results: [{ Secrets: [{ RuleID: 'names-a-system' }] }] });
  const nameless = exited({ SchemaVersion: 2, ArtifactName: 'x' });

  /** What is found out about an image with these layers, and how often Trivy was asked. */
  async function ask(sizes: readonly number[], blob: Registry['blob'], answers: readonly CommandResult[]) {
    let asks = 0;
    const here = world((command) => {
      if (!command.args.some((arg) => arg.startsWith('--secret-config='))) {
        return exited({ ...report(command), Metadata: {}, Results: [library] });
      }
      asks += 1;
      return answers[asks - 1] ?? exited('', 'asked too often', 1);
    });
    const layers = sizes.map((size) => ({ ...descriptor(OTHER_DIGEST, 'linux/amd64'), size }));
    const plain = registryWith(null);
    const manifest: Registry['manifest'] = async (...args) => {
      const found = await plain.manifest(...args);
      return found.kind === 'image' ? { ...found, layers } : found;
    };
    const { findings } = await check(here, { registry: { ...plain, manifest, blob } });
    return [findings.map(({ identity }) => identity.at(-1))[0] ?? 'pass', asks];
  }

  const link = packTar([{ header: { name: 'etc/os-release', size: 0, type: 'symlink', linkname: '../opt/r' } }]);
  const program = packTar([{ header: { name: 'app', size: 3 }, body: 'ELF' }]);
  const refused = new RegistryError({
    failure: 'throttled',
    host: 'ghcr.io',
    message: 'no',
    remedy: 'wait',
    attempts: 3,
  });
  const large = 64 << 20;

  test.each<[string, readonly number[], () => Promise<Uint8Array>, string]>([
    ['it holds a program alone', [1024], () => program, 'pass'],
    ['it holds no layer', [], () => program, 'pass'],
    ['its name is a link', [1024], () => link, 'system-unknown'],
    ['its name is a link, beside a large layer', [large, 1024], () => link, 'system-unknown'],
    ['a layer is no tar', [1024], async () => Buffer.alloc(2048, 'x'), 'layer-unreadable'],
    ['its registry throttles on', [1024], () => Promise.reject(refused), 'registry-throttled'],
  ])('by the names in its layers: %s', async (_, sizes, blob, expected) => {
    expect(await ask(sizes, blob, [])).toEqual([expected, 0]);
  });

  test.each<[string, readonly CommandResult[], string, number]>([
    ['it names none', [nameless], 'pass', 1],
    ['it names one', [named], 'system-unknown', 1],
    ['the registry throttles once', [throttled, nameless], 'pass', 2],
    ['the registry throttles once, and it names one', [throttled, named], 'system-unknown', 2],
    ['the registry throttles on', [throttled, throttled], 'throttled', 2],
    ['Trivy fails by what is in it', [exited('', fatal('semaphore acquire'), 1)], 'trivy-failed', 1],
  ])('by Trivy, of a large layer: %s', async (_, answers, expected, asked) => {
    expect(await ask([1024, large], () => program, answers)).toEqual([expected, asked]);
  });
});
