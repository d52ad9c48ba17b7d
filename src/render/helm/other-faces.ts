import { type Finding, fileLocation, type Location, type Manifest, type Source } from '../../domain/index.ts';
import { RenderProblem, renderFailed } from '../problem.ts';
import type { Conditions } from './conditions.ts';
import { environmentDependent } from './environment.ts';
import { facesOf, type HelmFace, mayBeAbsent, type Settled } from './faces.ts';
import { identityOf, stableText } from './stable.ts';

/** What one render came to. */
export interface Objects {
  readonly manifests: readonly Manifest[];
  readonly findings: readonly Finding[];
}

/** Null: the plain install once more. */
type RenderFace = (face: HelmFace | null) => Promise<Objects>;

/** What one or more charts ask for, and what their settings say of it. */
export interface Asking {
  readonly conditions: Conditions;
  readonly settled: Settled;
  /** Where it is told that nothing in the chart has a place of its own. */
  readonly file: string;
  /** What to set so that a version is settled: each a sentence. */
  readonly remedies: { readonly kubeVersion: string; readonly apiVersions: string };
}

/**
 * What the chart deploys beside a plain install: the objects that another face has and the plain one has not, or has
 * differently, each once. What no face can show is a `render/environment-dependent` finding.
 */
export async function renderOtherFaces(
  source: Source,
  asking: Asking,
  plain: Objects,
  render: RenderFace,
): Promise<Objects> {
  const { conditions, settled, remedies } = asking;
  const { faces, left } = facesOf(conditions, settled);
  const isRandom = conditions.asked.has('random') || conditions.unread !== null;
  const [again, ...others] = await Promise.all([
    isRandom ? render(null) : plain,
    ...faces.map((face) => attempt(face, render)),
  ]);
  const seen = new Seen(plain, again);
  const findings = new Map<string, Finding>();
  const tell = (what: string, remedy: string, location: Location): void => {
    const finding = environmentDependent(source, { what, remedy, location });
    findings.set(finding.message, finding);
  };

  const manifests: Manifest[] = again.manifests.flatMap((one) => seen.addUnknown(one, 'in some renders'));
  const known = new Set(plain.findings.map(({ message }) => message));
  const more: Finding[] = [];
  for (const { face, result } of others) {
    const at = placeOf(face, asking);
    if ('details' in result) {
      const { details } = result;
      // What a limit of the gate ended would go on in the cluster: that is no answer of the chart's own.
      if (details.unknown !== undefined) {
        more.push(renderFailed(source, { ...details, what: `${face.name}: ${details.what}` }));
        continue;
      }
      // A chart that says which versions of Kubernetes it is for does not render for the others, as it should.
      if (face.answers === 'kubeVersion') continue;
      tell(`${face.name} it does not render (${details.what.slice(0, 300)})`, 'Make it render there too.', at);
      continue;
    }
    const added = result.manifests.flatMap((one) => seen.add(one, face.name));
    manifests.push(...added);
    more.push(...result.findings.filter(({ message }) => !known.has(message)));
  }
  for (const face of left) {
    const remedy = face.answers === 'kubeVersion' ? remedies.kubeVersion : remedies.apiVersions;
    tell(`it was not rendered ${face.name}, since it asks for too many conditions`, remedy, placeOf(face, asking));
  }
  for (const one of unseenIn(asking, seen)) tell(one.what, one.remedy, one.location);
  return { manifests, findings: [...more, ...findings.values()] };
}

async function attempt(face: HelmFace, render: RenderFace) {
  try {
    return { face, result: await render(face) };
  } catch (error) {
    if (!(error instanceof RenderProblem)) throw error;
    return { face, result: { details: error.details } };
  }
}

function placeOf({ answers }: HelmFace, { conditions: { asked, unread }, file }: Asking): Location {
  return asked.get(answers) ?? unread ?? fileLocation(file);
}

/** What no render without a cluster shows. */
function unseenIn({ conditions, settled, remedies }: Asking, seen: Seen) {
  const { asked, unread, apiVersions } = conditions;
  const found: { what: string; remedy: string; location: Location }[] = [];
  const cluster = asked.get('cluster');
  if (cluster !== undefined) {
    const what = 'it asks the cluster or a name server (lookup, getHostByName), which were answered with nothing here';
    found.push({ what, remedy: 'Take what it looks up from the values.', location: cluster });
  }
  const version = asked.get('kubeVersion');
  if (version !== undefined && settled.kubeVersion === null) {
    const what = 'it depends on the version of Kubernetes, and was rendered for helm’s own and the two ends only';
    found.push({ what, remedy: remedies.kubeVersion, location: version });
  }
  const revision = asked.get('revision');
  if (revision !== undefined) {
    const what = 'it depends on the number of the release, which is always 1 here';
    found.push({ what, remedy: 'Take what differs between releases from the values.', location: revision });
  }
  const old = apiVersions.filter((one) => mayBeAbsent(one) && !settled.apiVersions.includes(one));
  const api = asked.get('api');
  if (old.length > 0 && api !== undefined) {
    const what = `it asks for ${old.slice(0, 4).join(', ')}, which helm takes for present and a cluster may not have`;
    found.push({ what, remedy: `Ask for the version that the cluster has. ${remedies.apiVersions}`, location: api });
  }
  const random = asked.get('chance') ?? (seen.isVolatile ? asked.get('random') : undefined);
  if (random !== undefined) {
    const what = 'it draws random values or reads the clock, so that no two renders need be alike';
    found.push({ what, remedy: 'Take the value from the values, or from a Secret that exists.', location: random });
  }
  if (unread !== null) {
    const what = 'which API versions it asks the cluster for cannot be read from its templates';
    const remedy = 'Spell the version in .Capabilities.APIVersions.Has, and commit dependencies unpacked.';
    found.push({ what, remedy, location: unread });
  }
  return found;
}

/** Objects that are known, compared without what differs from one plain render to the next. */
class Seen {
  readonly isVolatile: boolean;
  readonly #first: ReadonlyMap<string, Manifest>;
  readonly #second: ReadonlyMap<string, Manifest>;
  readonly #texts: Set<string>;

  constructor(plain: Objects, again: Objects) {
    const byIdentity = ({ manifests }: Objects) => new Map(manifests.map((one) => [identityOf(one), one]));
    this.#first = byIdentity(plain);
    this.#second = byIdentity(again);
    this.#texts = new Set(plain.manifests.map((manifest) => this.#textOf(manifest)));
    const objects = (one: Objects) => JSON.stringify(one.manifests.map(({ object }) => object));
    this.isVolatile = plain !== again && objects(plain) !== objects(again);
  }

  /** The object where it is new, or not as it was in the plain render. */
  add(manifest: Manifest, face: string): readonly Manifest[] {
    const text = this.#textOf(manifest);
    if (this.#texts.has(text)) return [];
    this.#texts.add(text);
    return [{ ...manifest, face }];
  }

  /** The object where the plain render has none of its name: other differences are what random values are. */
  addUnknown(manifest: Manifest, face: string): readonly Manifest[] {
    return this.#first.has(identityOf(manifest)) ? [] : this.add(manifest, face);
  }

  #textOf(manifest: Manifest): string {
    const identity = identityOf(manifest);
    const [first, second] = [this.#first.get(identity), this.#second.get(identity)];
    const text = stableText(manifest.object, (first ?? manifest).object, (second ?? first ?? manifest).object);
    return `${identity} ${text}`;
  }
}
