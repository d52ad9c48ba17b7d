import { type KnownResource, under } from './known-resource.ts';

/** pkg/apis/workflow/v1alpha1 Template of argo-workflows: one container of each sort, or several. */
const ARGO_TEMPLATE = [
  'container.image',
  'script.image',
  'containerSet.containers[*].image',
  'initContainers[*].image',
  'sidecars[*].image',
];

/** A WorkflowSpec's templates, and those written inside a step or a task of the graph. */
const ARGO_WORKFLOW = under(
  ['templateDefaults', 'templates[*]', 'templates[*].steps[*][*].inline', 'templates[*].dag.tasks[*].inline'],
  ARGO_TEMPLATE,
);

/** pkg/apis/pipeline/v1 TaskSpec of tektoncd/pipeline. */
const TEKTON_TASK = ['steps[*].image', 'sidecars[*].image', 'stepTemplate.image'];
/** PipelineSpec: tasks and finally, each with a task of its own or one by reference. */
const TEKTON_PIPELINE = under(['tasks[*].taskSpec', 'finally[*].taskSpec'], TEKTON_TASK);

const argo = { apiVersion: 'argoproj.io/*', podSpecs: [] };
const tekton = { apiVersion: 'tekton.dev/*', podSpecs: [] };

export const WORKFLOWS: readonly KnownResource[] = [
  { ...argo, kind: 'Workflow', images: under(['spec'], ARGO_WORKFLOW) },
  { ...argo, kind: 'WorkflowTemplate', images: under(['spec'], ARGO_WORKFLOW) },
  { ...argo, kind: 'ClusterWorkflowTemplate', images: under(['spec'], ARGO_WORKFLOW) },
  { ...argo, kind: 'CronWorkflow', images: under(['spec.workflowSpec'], ARGO_WORKFLOW) },
  { ...tekton, kind: 'Task', images: under(['spec'], TEKTON_TASK) },
  { ...tekton, kind: 'ClusterTask', images: under(['spec'], TEKTON_TASK) },
  { ...tekton, kind: 'TaskRun', images: under(['spec.taskSpec'], TEKTON_TASK) },
  { ...tekton, kind: 'StepAction', images: ['spec.image'] },
  { ...tekton, kind: 'Pipeline', images: under(['spec'], TEKTON_PIPELINE) },
  { ...tekton, kind: 'PipelineRun', images: under(['spec.pipelineSpec'], TEKTON_PIPELINE) },
  {
    apiVersion: 'triggers.tekton.dev/*',
    kind: 'TriggerTemplate',
    images: under(
      ['spec.resourcetemplates[*].spec'],
      [...under(['taskSpec'], TEKTON_TASK), ...under(['pipelineSpec'], TEKTON_PIPELINE)],
    ),
    podSpecs: [],
  },
];
