import { describe, expect, test } from 'vitest';
import { OTHER_DIGEST } from '../../../test/support/findings.ts';
import {
  check,
  descriptor,
  exited,
  type Given,
  OPENSSL,
  registryWith,
  report,
  resolved,
  scansOf,
  targetOf,
  world,
} from '../../../test/support/vulnerability-check.ts';
import type { Command, CommandResult } from '../../domain/index.ts';

describe('a second check of the same run', () => {
  const images = [resolved(), resolved('ghcr.io/acme/web:1', OTHER_DIGEST)];
  const failing = (command: Command): CommandResult =>
    targetOf(command).includes(OTHER_DIGEST) ? exited('', 'panic', 2) : exited(report(command, [OPENSSL]));

  test('scans nothing again but what went wrong, and finds the same', async () => {
    const scanned: NonNullable<Given['scanned']> = new Map();
    const here = world(failing);
    const first = await check(here, { images, scanned });
    const before = scansOf(here).length;
    const second = await check(here, { images, scanned });
    expect(scansOf(here).slice(before).map(targetOf)).toEqual([`ghcr.io/acme/web@${OTHER_DIGEST}`]);
    expect([second.findings, second.outcomes]).toEqual([first.findings, first.outcomes]);
  });

  test('knows a child of an index by itself too', async () => {
    const scanned: NonNullable<Given['scanned']> = new Map();
    const here = world((command) => exited(report(command, [OPENSSL])));
    const given = () => ({ images, scanned, registry: registryWith([descriptor(OTHER_DIGEST, 'linux/amd64')]) });
    const first = await check(here, given());
    const second = await check(here, given());
    expect(scansOf(here).map(targetOf)).toEqual([`ghcr.io/acme/api@${OTHER_DIGEST}`]);
    expect([second.findings, second.outcomes]).toEqual([first.findings, first.outcomes]);
    expect([...second.outcomes]).toEqual(images.map(({ written }) => [written, 'fail']));
  });

  test('by other options scans all of them', async () => {
    const scanned: NonNullable<Given['scanned']> = new Map();
    const here = world((command) => exited(report(command)));
    await check(here, { images, scanned });
    await check(here, { images, scanned, vulnerabilities: { secrets: 'block' } });
    expect(scansOf(here)).toHaveLength(4);
  });
});

test('no images need no Trivy', async () => {
  const here = world(() => exited(''));
  expect(await check(here, { images: [] })).toEqual({
    outcomes: new Map(),
    findings: [],
    settled: new Map(),
    bills: new Map(),
    trivy: null,
  });
  expect(here.commands).toEqual([]);
});
