import { UsageError } from '../../domain/index.ts';
import type { VulnerabilityDocuments } from '../../policy/index.ts';
import { readExploited } from './exploited.ts';
import { readVex, type VexStatement } from './vex.ts';
import { isOfImage, namesNobody, namesVersion, urlsOf } from './vex-match.ts';

interface Lint {
  readonly message: string;
  readonly remedy: string;
}

/** What would end a run, of the documents that a policy names: each said, and not only the first; and what means nothing, or too much. */
export function lintVulnerabilityDocuments({ kev, vex }: VulnerabilityDocuments): readonly Lint[] {
  const catalogue = (): readonly Lint[] => {
    readExploited(kev);
    return [];
  };
  const documents = vex.map((document) => () => readVex([document]).flatMap(lintStatement));
  return [catalogue, ...documents].flatMap((read) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return [{ message: error.message, remedy: error.remedy }];
    }
  });
}

function lintStatement({ file, names, status, products }: VexStatement): readonly Lint[] {
  if (status !== 'fixed' && status !== 'not_affected') return [];
  return products.flatMap((product): readonly Lint[] => {
    const urls = urlsOf(product);
    const about = `${file}: what it says of ${names[0]} in ${product['@id'] ?? product.identifiers?.purl ?? 'a product without a name'}`;
    if (urls.every((url) => isOfImage(url) && namesNobody(url))) {
      return [
        {
          message: `${about} is of no image or package that can be told, so it excuses nothing.`,
          remedy: 'Name an image as pkg:oci/NAME@DIGEST?repository_url=REGISTRY/NAME, a package by its package URL.',
        },
      ];
    }
    if (urls.some(namesVersion)) return [];
    if (status === 'fixed') {
      return [
        {
          message: `${about} is "fixed" in no version that it names, so it excuses nothing.`,
          remedy: 'Name the version that holds the fix: the digest of an image, the version of a package.',
        },
      ];
    }
    if (urls.every(isOfImage)) return [];
    return [
      {
        message: `${about} excuses every version of that package in every image, also those to come.`,
        remedy: 'Name its version, or name an image as the product and the package as its subcomponent.',
      },
    ];
  });
}
