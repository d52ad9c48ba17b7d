import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type RpmPackage, rpmHeader } from './header.ts';

/** RPM opens no database that lacks one of these. */
const INDEXES =
  'Name Basenames Group Requirename Providename Conflictname Obsoletename Triggername Dirnames Installtid Sigmd5 Sha1header Filetriggername Transfiletriggername Recommendname Suggestname Supplementname Enhancename';

/** A database of packages as RPM of Fedora, RHEL 9, Amazon Linux 2023 and Azure Linux writes one (rpm, lib/backend/sqlite.c). */
export function rpmSqlite(packages: readonly RpmPackage[]): Buffer {
  const directory = mkdtempSync(join(tmpdir(), 'scg-rpm-'));
  try {
    const path = join(directory, 'rpmdb.sqlite');
    const database = new DatabaseSync(path);
    database.exec("CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)");
    for (const index of INDEXES.split(' ')) {
      database.exec(
        `CREATE TABLE '${index}' (key 'TEXT' NOT NULL, hnum INTEGER NOT NULL, idx INTEGER NOT NULL, FOREIGN KEY (hnum) REFERENCES 'Packages'(hnum))`,
      );
    }
    const insert = database.prepare("INSERT INTO 'Packages' (blob) VALUES (?)");
    const name = database.prepare("INSERT INTO 'Name' VALUES (?, ?, 0)");
    database.exec('BEGIN');
    for (const one of packages) name.run(one.name, insert.run(rpmHeader(one)).lastInsertRowid);
    database.exec('COMMIT');
    database.close();
    return readFileSync(path);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
