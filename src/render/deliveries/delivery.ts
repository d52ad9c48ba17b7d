import { type ArgoDelivery, argoPart } from '../argocd/argo-delivery.ts';
import type { FluxDelivery } from '../flux/compose.ts';
import type { ComposeContext, Composition } from './composition.ts';

/** An object that deploys what is in this repository, at the revision that is checked. */
export type OwnDelivery = FluxDelivery | ArgoDelivery;

/** @throws RenderProblem where the controller would refuse the object. */
export async function compose(delivery: OwnDelivery, context: ComposeContext): Promise<Composition> {
  // A repository has one of the controllers, or none.
  if (delivery.by === 'flux') return (await import('../flux/compose.ts')).composeFlux(delivery, context);
  return (await import('../argocd/compose.ts')).composeApplication(delivery, context);
}

/** Which of the things that its object deploys: a source of an Application, one of the Applications of a set. */
export function partOf(delivery: OwnDelivery): string {
  return delivery.by === 'flux' ? '' : argoPart(delivery);
}
