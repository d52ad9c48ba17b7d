import { describe, expect, test } from 'vitest';
import { findArchiveUrl } from './index-entry.ts';

const block = (margin: string, list: string) =>
  `apiVersion: v1\nentries:\n${margin}api:\n${list}- version: 9.9.9\n${list}  urls: [api.tgz]\n${margin}web:\n${list}- version: 1.2.3\n${list}  urls:\n${list}  - web-1.2.3.tgz\n${list}- version: v1.3.0\n${list}  urls: [https://other.example/web.tgz]\n${margin}zoo:\n${list}- version: 1.2.3\n${list}  urls: [zoo.tgz]\ngenerated: "2026-01-01"\n`;

describe('an index.yaml names the archive of a version', () => {
  test.each<[string, string, string, string | null]>([
    ['as helm writes it', block('  ', '  '), '1.2.3', 'web-1.2.3.tgz'],
    ['with indented lists', block('  ', '    '), '1.2.3', 'web-1.2.3.tgz'],
    ['with CRLF', block('  ', '  ').replaceAll('\n', '\r\n'), '1.2.3', 'web-1.2.3.tgz'],
    ['with a quoted name', block('  ', '  ').replace('  web:', '  "web":'), '1.2.3', 'web-1.2.3.tgz'],
    ['with a v, as helm takes it', block('  ', '  '), '1.3.0', 'https://other.example/web.tgz'],
    ['not of another chart', block('  ', '  '), '9.9.9', null],
    ['in JSON', '{"entries": {"web": [{"version": "1.2.3", "urls": ["w.tgz"]}]}}', '1.2.3', 'w.tgz'],
    ['without urls', 'entries:\n  web:\n  - version: 1.2.3\n', '1.2.3', null],
    ['without the chart', 'entries: {}\n', '1.2.3', null],
    ['that is no index', '\0<html>', '1.2.3', null],
    ['with aliases that grow', 'entries:\n  web:\n  - &a [x,x]\n  - &b [*a,*a]\n', '1.2.3', null],
  ])('%s', (_, index, version, expected) => {
    expect(findArchiveUrl(index, 'web', version)).toBe(expected);
  });
});
