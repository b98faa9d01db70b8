import { z } from 'zod';
import type { Staff } from '../flows/dialogs/dialog.ts';
import { formatsFor } from '../flows/format.ts';
import { getOrder } from '../flows/orders/load-order.ts';
import { moveOrder } from '../flows/orders/move-order.ts';
import type { OrderFacts } from '../flows/orders/order-facts.ts';
import { refuseMove, wayOf } from '../flows/orders/refuse-move.ts';
import { undoMove } from '../flows/orders/undo-move.ts';
import { Refused } from '../flows/refused.ts';
import { act, type Visitor } from './screen.ts';
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

const id = z.coerce.number().int().positive();

/** Moves an order; answers the visit by which the move can be undone. */
export const moveAct = act({
  may: 'order.move',
  form: z.object({ orderId: id, to: id, visitId: id.optional(), reason: z.string().max(500).optional() }),
  async run({ tx, by, now, shop }, form) {
    await moveOrder(tx, { ...form, by, now, shop });
    return { visitId: (await getOrder(tx, form.orderId)).visitId };
  },
});

/** Takes a move back while it may be. */
export const undoAct = act({
  may: 'order.undo',
  form: z.object({ orderId: id, visitId: id }),
  run: ({ tx, by, now, shop }, form) => undoMove(tx, { ...form, by, now, shop }),
});
