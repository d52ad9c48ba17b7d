import { createHash } from 'node:crypto';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { Digest, Ports, Repository } from '../../domain/index.ts';
import { formatReference } from '../../images/index.ts';
import type { AttestedReader } from '../signatures/index.ts';
import { type Bill, readBill } from './bill.ts';
import type { Target } from './targets.ts';

/** A signed bill of materials of one image, where Trivy can read it. */
export interface AttestedBill extends Omit<Bill, 'text'> {
  /** Who signed it. */
  readonly by: string;
  readonly file: string;
  /** Of the file. */
  readonly sha256: string;
}

/** Beyond so many, nobody meant them all: the layers say it faster. */
const MAX_BILLS = 8;
const AT_ONCE = 16;

export interface AttestedBillOptions {
  /** Null: nobody is asked, and all layers are scanned. */
  readonly reader: AttestedReader | null;
  /** By digest every repository that is named for it: the policy must trust the signer for each. */
  readonly repositories: ReadonlyMap<Digest, readonly Repository[]>;
  /** What the files go to. */
  readonly directory: string;
  readonly ports: Pick<Ports, 'files' | 'log'>;
}

/**
 * The bills of materials that count for each target: those of exactly this image manifest. One that is attached to an index
 * does not say which of its platforms it lists. A target that is not named has none, and its layers are scanned.
 */
export async function findBills(
  targets: readonly Target[],
  { reader, repositories, directory, ports }: AttestedBillOptions,
): Promise<ReadonlyMap<Digest, readonly [AttestedBill, ...AttestedBill[]]>> {
  if (reader === null) return new Map();
  const limit = pLimit(AT_ONCE);
  const answers = await Promise.all(
    targets.map((target) =>
      limit(async () => {
        const { repository, digest } = target;
        const among = (repositories.get(digest) ?? [repository]).map(whole);
        const { documents, problems } = await reader(whole(repository), digest, among);
        const name = formatReference({ ...repository, tag: null, digest });
        const refuse = (reason: string): null => {
          ports.log.warn(`The layers of ${name} are scanned, and not its bill of materials: ${reason}.`);
          return null;
        };
        if (problems.length > 0) return refuse(problems.join('; '));
        if (documents.length > MAX_BILLS)
          return refuse(`there are ${documents.length}, and at most ${MAX_BILLS} count`);
        const bills: AttestedBill[] = [];
        for (const { by, predicate } of documents) {
          const bill = readBill(predicate);
          if (typeof bill === 'string') return refuse(`of one that ${by} signed, ${bill}`);
          const { text, ...read } = bill;
          const sha256 = createHash('sha256').update(text).digest('hex');
          if (bills.some((one) => one.sha256 === sha256)) continue;
          const file = join(directory, 'bills', `${sha256}.json`);
          await ports.files.write(file, text);
          bills.push({ ...read, by, file, sha256 });
        }
        const [first, ...more] = bills;
        if (first !== undefined && !bills.some(({ ofImage }) => ofImage)) {
          return refuse('none says that it is of a container image, and one of an application lists a part of it');
        }
        return first === undefined ? null : ([digest, [first, ...more]] as const);
      }),
    ),
  );
  return new Map(answers.filter((one) => one !== null));
}

const whole = (repository: Repository) => ({ ...repository, tag: null, digest: null });
