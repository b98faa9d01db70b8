import { fulfilments } from '../../db/schema/words.ts';
import type { Stage } from '../orders/pipeline.ts';
import type { RefusalCode } from '../refused.ts';

type Step = Pick<Stage, 'kind' | 'fulfilment'>;

/** Why these stages, in this order, cannot carry orders from their beginning to an end; undefined when they can. Pure: the panel asks it too. */
export function refusePipeline(stages: readonly Step[]): RefusalCode | undefined {
  const kinds = stages.map(({ kind }) => kind);
  const inOrder = kinds.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  if (kinds.some((kind, index) => kind !== inOrder[index])) return kinds[0] === 'open' ? 'stages.order' : 'stages.first-open';
  const [first] = stages;
  if (first?.kind !== 'open') return 'stages.first-open';
  if (first.fulfilment !== null) return 'stages.first-for-all';
  if (fulfilments.some((way) => !leadsTo(stages, 'won', way))) return 'stages.no-won';
  return fulfilments.every((way) => leadsTo(stages.filter(({ kind }) => kind === 'lost').slice(0, 1), 'lost', way))
    ? undefined
    : 'stages.no-lost';
}

const order: readonly Stage['kind'][] = ['open', 'won', 'lost'];

const leadsTo = (stages: readonly Step[], end: Stage['kind'], way: (typeof fulfilments)[number]): boolean =>
  stages.some(({ kind, fulfilment }) => kind === end && (fulfilment === null || fulfilment === way));
