import { describe, expect, test } from 'vitest';
import { readImageConfig } from './image-config.ts';

const HASH = `sha256:${'0a'.repeat(32)}`;
const NEVER = '0001-01-01T00:00:00Z';
const BARE = { architecture: '', created: NEVER, os: '', rootfs: { type: '', diff_ids: null }, config: {} };
const read = (text: string) => readImageConfig(Buffer.from(text));

describe('a configuration is handed on as go-containerregistry writes it again', () => {
  test.each<[string, string, string, Record<string, unknown>]>([
    ['nothing', '{}', '', {}],
    ['null', 'null', '', {}],
    [
      'a platform',
      '{"os":"linux","architecture":"arm","variant":"v7"}',
      'linux/arm/v7',
      { os: 'linux', architecture: 'arm', variant: 'v7' },
    ],
    [
      'a version of the system',
      '{"os":"windows","architecture":"amd64","os.version":"10.0.1"}',
      'windows/amd64:10.0.1',
      { os: 'windows', architecture: 'amd64', 'os.version': '10.0.1' },
    ],
    ['an architecture without a system', '{"architecture":"arm"}', '', { architecture: 'arm' }],
    ['fields that it does not know', '{"seed":"x","moby.buildkit.x":{"a":1}}', '', {}],
    ['names in another case', '{"OS":"linux"}', 'linux', { os: 'linux' }],
    [
      'what is zero',
      '{"config":{"User":"","Env":[],"Labels":{},"Tty":false,"Healthcheck":{"Retries":0}}}',
      '',
      { config: { Healthcheck: {} } },
    ],
    [
      'what is not',
      '{"config":{"User":"0","Env":["A=1"],"Labels":{"a":"1","A":"2"},"Tty":true,"ExposedPorts":{"80/tcp":{}}}}',
      '',
      { config: { User: '0', Env: ['A=1'], Labels: { a: '1', A: '2' }, Tty: true, ExposedPorts: { '80/tcp': {} } } },
    ],
    [
      'layers and history',
      `{"rootfs":{"type":"layers","diff_ids":["${HASH}"]},"history":[{"created_by":"RUN","empty_layer":true}]}`,
      '',
      {
        rootfs: { type: 'layers', diff_ids: [HASH] },
        history: [{ created: NEVER, created_by: 'RUN', empty_layer: true }],
      },
    ],
  ])('%s', (_, text, platform, expected) => {
    expect(read(text)).toEqual({ platform, config: { ...BARE, ...expected } });
  });
});

describe('what the controller could not read, or might read otherwise', () => {
  test.each([
    ['no JSON', 'nothing'],
    ['a byte order mark', '\ufeff{}'],
    ['a list', '[]'],
    ['a field of another type', '{"os":1}'],
    ['a fraction', '{"config":{"Healthcheck":{"Retries":1.0}}}'],
    ['no day', '{"created":"2026-02-31T00:00:00Z"}'],
    ['no hash', '{"rootfs":{"diff_ids":["sha256:1"]}}'],
    ['a key twice', '{"config":{"User":"root"},"config":{}}'],
    ['a key twice, escaped', '{"config":{"User":"root"},"\\u0063onfig":{}}'],
    ['a key twice, in another case', '{"config":{"User":"root","user":""}}'],
    ['a key twice in a map', '{"config":{"Labels":{"a":"1","a":"2"}}}'],
    ['a letter that Go folds', '{"config":{"U\u017fer":"root"}}'],
  ])('%s', (_, text) => {
    expect(read(text)).toBeNull();
  });
});
