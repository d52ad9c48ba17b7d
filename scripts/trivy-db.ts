/** Makes fixtures/demo/trivy-db anew: the demo's vulnerability database as an OCI layout. `node scripts/trivy-db.ts` */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packDatabase } from '../src/demo/trivy-database.ts';
import { buildDatabase } from './trivy-db/build.ts';
import { DEMO_ADVISORIES, DEMO_UPDATED_AT } from './trivy-db/catalogue.ts';

const target = join(import.meta.dirname, '..', 'fixtures', 'demo', 'trivy-db');

const rows = DEMO_ADVISORIES.map(
  ({ id, severity, platform, package: name, fixed, title }) =>
    `| ${id} | ${severity} | ${platform} | ${name} | ${fixed ?? 'none'} | ${title} |`,
);
const README = `# The demo's vulnerability database

A database in Trivy's own format, as an OCI layout, for the demo and the tests. \`npx node scripts/trivy-db.ts\` makes it
anew; the list is in \`scripts/trivy-db/catalogue.ts\`. It is a sample and knows nothing else: never scan with it for real.
Its metadata says ${DEMO_UPDATED_AT.toISOString()}; the demo serves it with the time of its own start, since a gate
refuses to decide with an old database (\`src/demo/trivy-database.ts\`).

Advisories called \`DEMO-...\` are invented. The others are real.

| advisory | severity | platform | package | fixed in | title |
|---|---|---|---|---|---|
${rows.join('\n')}
`;

const files = await packDatabase(await buildDatabase(DEMO_ADVISORIES), DEMO_UPDATED_AT);
await rm(target, { recursive: true, force: true });
for (const [path, bytes] of files) {
  await mkdir(dirname(join(target, path)), { recursive: true });
  await writeFile(join(target, path), bytes);
}
await writeFile(join(target, 'README.md'), README);
