import type { Staff } from '../flows/dialogs/dialog.ts';
import { formatsFor } from '../flows/format.ts';
import type { OrderFacts } from '../flows/orders/order-facts.ts';
import { refuseMove, wayOf } from '../flows/orders/refuse-move.ts';
import { Refused } from '../flows/refused.ts';
import type { Visitor } from './screen.ts';
import { sentenceOf } from './sentence.ts';

/** Where an order may go now, and why not elsewhere. */
export function movesOf(
  { order, pipeline, hasReadyPhoto }: Pick<OrderFacts, 'order' | 'pipeline'> & { hasReadyPhoto: boolean },
  { staff, shop, language }: Pick<Visitor, 'shop' | 'language'> & { staff: Staff },
) {
  const f = formatsFor(language, shop);
  const others = pipeline.stages.filter((stage) => stage.id !== order.stageId);
  return others.map((stage) => {
    const refusal = refuseMove({ pipeline, order, who: staff, shop, hasReadyPhoto }, stage.id);
    const why = refusal && sentenceOf(new Refused(refusal.code, refusal.details), language, shop);
    return {
      id: stage.id,
      title: f.title(stage.title),
      verb: f.title(stage.verb),
      way: wayOf(pipeline, order, stage),
      why: why ?? null,
      code: refusal?.code ?? null,
    };
  });
}
