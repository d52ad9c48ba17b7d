import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyRepository, REGISTRY_NAME } from '../../src/demo/copy-repository.ts';
import { createRegistryHandler } from '../../src/demo/registry/index.ts';
import { createFiles } from '../../src/io/files.ts';
import { type LoopbackServer, serveLoopback } from '../../src/io/http-server.ts';
import { workingTree } from '../../src/io/working-tree.ts';
import { buildView, type Report, ReportSchema, type ReportView } from '../../src/report/index.ts';
import { describeRule } from '../../src/rules/index.ts';
import { VERSION } from '../../src/version.ts';
import { type Cli, type CliRun, openCli } from './run-cli.ts';
import { startScanRegistry } from './scanning.ts';

const SCENARIOS = fileURLToPath(new URL('../../fixtures/scenarios/', import.meta.url));

export interface Scenarios {
  /** Lays a scenario's repository out with the hosts of this run, and hands over its directory. */
  inRepository<T>(name: string, use: (directory: string) => Promise<T>): Promise<T>;
  check(directory: string, ...args: readonly string[]): Promise<CliRun>;
  /** The report with the hosts, the fingerprints (which hold the hosts), the versions and the times of no run. */
  normalize(json: string): Report;
  /** What was asked of the registry that no policy admits. */
  readonly elsewhere: readonly string[];
  readonly elsewhereHost: string;
  close(): Promise<void>;
}

/**
 * The demo's registry with its images and database, a second one that only listens, and a port where nobody does.
 * All on loopback.
 */
export async function openScenarios(): Promise<Scenarios> {
  const elsewhere: string[] = [];
  const shop = await startScanRegistry();
  const answer = createRegistryHandler(shop.store);
  const other: LoopbackServer = await serveLoopback(async (request) => {
    elsewhere.push(`${request.method} ${request.path}`);
    return answer(request);
  });
  const down = await closedHost();
  const cli: Cli = await openCli();
  const hosts = {
    [REGISTRY_NAME]: shop.host,
    'registry.elsewhere.example': other.host,
    'registry.down.example': down,
  };
  return {
    elsewhere,
    elsewhereHost: other.host,
    inRepository: (name, use) => {
      const files = createFiles();
      return files.withTemporaryDirectory('scg-scenario', async (directory) => {
        const tree = workingTree(join(SCENARIOS, name));
        if ((await tree.list()).length === 0) throw new Error(`There is no scenario fixtures/scenarios/${name}.`);
        await copyRepository(tree, directory, hosts, files);
        return use(directory);
      });
    },
    check: (directory, ...args) => cli.run(directory, ['check', ...args]),
    normalize: (json) => normalize(json, Object.values(hosts)),
    async close() {
      await Promise.all([shop.close(), other.close(), cli.close()]);
    },
  };
}

/** A port of loopback that was free a moment ago. */
async function closedHost(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${address.port}`;
}

/** As wide as the ports that systems pick, so that columns stay what they are: 55551 is the first of `hosts`. */
function normalize(json: string, hosts: readonly string[]): Report {
  const text = hosts.reduce((all, host, index) => all.replaceAll(host, `127.0.0.1:5555${index + 1}`), json);
  const { tools, findings, ...rest } = ReportSchema.parse(JSON.parse(text));
  const { trivy } = tools;
  return {
    ...rest,
    findings: findings.map((finding, index) => ({ ...finding, fingerprint: String(index + 1).padStart(64, '0') })),
    tools: {
      ...tools,
      ...(trivy && {
        trivy: { version: '1.2.3', database: trivy.database && { updatedAt: '2026-01-01T00:00:00.000Z' } },
      }),
    },
  };
}

/** The view that the command line renders. */
export function viewOfReport(report: Report): ReportView {
  return buildView(report, {
    describeRule,
    toolVersion: VERSION,
    key: 'cli',
    notices: [],
    repaired: 0,
    reportUrl: null,
  });
}
