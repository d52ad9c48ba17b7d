import { type Finding, fileLocation, type Location } from '../domain/index.ts';

/** Whether it is known to be wrong (`fail`), or could not be looked at because of what the tree holds. */
type Result = 'fail' | 'unknown';

interface Details {
  readonly result: Result;
  readonly message: string;
  readonly location: Location;
  readonly identity: readonly string[];
}

/** Found on the way to the sources, so it names a file and no object. */
function finding(rule: 'manifest/invalid' | 'render/failed', details: Details): Finding {
  return {
    rule,
    severity: 'high',
    result: details.result === 'fail' ? { outcome: 'fail' } : { outcome: 'unknown', cause: 'content' },
    enforcement: 'block',
    message: details.message,
    manifest: null,
    image: null,
    location: details.location,
    related: [],
    path: null,
    identity: details.identity,
    digest: null,
  };
}

export function linkLeadsOut(path: string, target: string): Finding {
  return finding('manifest/invalid', {
    result: 'fail',
    message: `The symbolic link ${path} leads out of the repository, to ${target}. Nothing outside is read, so what it stands for was not checked. Replace the link by the file it should hold.`,
    location: fileLocation(path),
    identity: ['link-outside', target],
  });
}

export function linkLeadsNowhere(path: string, target: string): Finding {
  return finding('manifest/invalid', {
    result: 'fail',
    message: `The symbolic link ${path} leads to ${target}, where there is no file. kubectl cannot read it either. Correct its target, or remove it.`,
    location: fileLocation(path),
    identity: ['link-nowhere', target],
  });
}

export function unfetchedSubmodule(path: string): Finding {
  return finding('render/failed', {
    result: 'unknown',
    message: `${path} is a git submodule, and submodules are not fetched: the manifests in it were not checked. Commit the files themselves, or list the path under ignorePaths in the policy if nothing in it is deployed.`,
    location: fileLocation(path),
    identity: ['submodule', path],
  });
}

export function missingSource(path: string, why: string): Finding {
  return finding('render/failed', {
    result: 'fail',
    message: `The policy names the source ${path}, but ${why}. What it deploys was not checked. Correct the path in the policy's sources; if the source is gone for good, take it out of the policy first.`,
    location: fileLocation(path),
    identity: ['missing-source', path],
  });
}

export function optionsWithoutChart(path: string): Finding {
  return finding('render/failed', {
    result: 'fail',
    message: `The policy gives helm options for the source ${path}, but there is no Chart.yaml in it. Name the directory that holds Chart.yaml, or take the helm options out of the policy.`,
    location: fileLocation(path),
    identity: ['no-chart', path],
  });
}
