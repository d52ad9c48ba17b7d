import { afterAll, beforeAll } from 'vitest';
import { ContentStore, createRegistryHandler, type RegistryServer } from '../../src/demo/registry/index.ts';
import { type RequestHandler, serveLoopback } from '../../src/io/http-server.ts';
import { alpineWith } from './installed-systems.ts';
import { buildJavaIndex, CANARY_ARCHIVE, JAVA_INDEX_NAME, putJavaIndex } from './java-index.ts';
import { checkOn, putFiles, startScanRegistry } from './scanning.ts';
import { wholeDatabase } from './whole-database.ts';

/** Images with Java archives that say nothing of themselves, and indexes that know them. */

/** The end of a zip archive; the comment makes each another file. */
export const archive = (comment: string): string =>
  `PK\u0005\u0006${'\0'.repeat(16)}${String.fromCharCode(comment.length)}\0${comment}`;
export const LIBRARY = archive('library');
export const SYSTEM = alpineWith({ musl: '1.2.4-r2' });
export const JAVA = 'java/app:1';
export const ALSO_JAVA = 'java/other:1';
export const NO_JAVA = 'plain/app:1';
export const FOUND = 'block critical MADE-JAVA com.acme:library';

export interface Given {
  readonly updatedAt?: Date;
  readonly index?: Uint8Array;
  /** What is between the registry and the gate. */
  readonly guard?: (handler: RequestHandler) => RequestHandler;
}

export interface JavaScans {
  readonly server: RegistryServer;
  readonly database: Uint8Array;
  readonly index: Uint8Array;
  /** A registry with an index, and what it was asked for. */
  withIndex<T>(given: Given, use: (host: string, asked: readonly string[]) => Promise<T>): Promise<T>;
  check(
    images: readonly string[],
    hosts: readonly string[],
    request?: Partial<Parameters<typeof checkOn>[1]>,
  ): ReturnType<typeof checkOn>;
}

/** For the tests of a file. */
export function javaScans(): JavaScans {
  let server: RegistryServer;
  let database: Uint8Array;
  let index: Uint8Array;
  beforeAll(async () => {
    database = await wholeDatabase([
      {
        id: 'MADE-JAVA',
        title: 'made for the test',
        severity: 'CRITICAL',
        platform: 'maven::GitHub Security Advisory Maven',
        package: 'com.acme:library',
        fixed: '1.0.1',
        published: '2024-01-01',
        references: [],
      },
    ]);
    server = await startScanRegistry({ database });
    index = await buildJavaIndex([
      { group: 'com.acme', name: 'library', version: '1.0.0', bytes: Buffer.from(LIBRARY, 'latin1') },
      CANARY_ARCHIVE,
    ]);
    await putFiles(server.store, 'java/app', '1', { ...SYSTEM, 'app/x.jar': LIBRARY });
    await putFiles(server.store, 'java/other', '1', { ...SYSTEM, 'srv/y.jar': LIBRARY });
    await putFiles(server.store, 'plain/app', '1', SYSTEM);
  });
  afterAll(() => server.close());

  return {
    get server() {
      return server;
    },
    get database() {
      return database;
    },
    get index() {
      return index;
    },
    async withIndex({ updatedAt = new Date(), index: bytes = index, guard = (handler) => handler }, use) {
      const store = new ContentStore();
      await putJavaIndex(store, bytes, updatedAt);
      const asked: string[] = [];
      const handler = guard(createRegistryHandler(store));
      const opened = await serveLoopback(async (request) => {
        asked.push(request.path);
        return handler(request);
      });
      try {
        return await use(opened.host, asked);
      } finally {
        await opened.close();
      }
    },
    check: (images, hosts, request = {}) =>
      checkOn(server, {
        images,
        ...request,
        vulnerabilities: {
          canary: 'off',
          javaDatabaseRepositories: hosts.map((host) => `${host}/${JAVA_INDEX_NAME}`),
          ...request.vulnerabilities,
        },
      }),
  };
}
