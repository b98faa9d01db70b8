import { z } from 'zod';
import { formatsFor } from '../../../flows/format.ts';
import { hasReadyPhoto, loadFacts } from '../../../flows/orders/order-facts.ts';
import { refuseMove, wayOf } from '../../../flows/orders/refuse-move.ts';
import { judge } from '../../../flows/staff/rights.ts';
import { textsIn } from '../../../flows/texts/texts.ts';
import { route } from '../route.ts';
import { id, localized } from '../shapes/common.ts';
import { orderPath } from '../shapes/paths.ts';

const move = z
  .strictObject({
    stageId: id,
    title: localized,
    way: z.enum(['forward', 'back', 'lost', 'won']).meta({ description: 'Back and lost need a reason.' }),
    refusal: z
      .strictObject({ code: z.string(), detail: z.string() })
      .nullable()
      .meta({ description: 'Why not now; null when it may go there.' }),
  })
  .meta({ id: 'Move' });

export default route({
  name: 'list-moves',
  ...{ method: 'get', at: '/orders/{orderId}/moves', noun: 'Orders', scope: 'orders.write', may: 'order.move' },
  summary: { ru: 'Куда заказ может перейти сейчас и почему не дальше', en: 'Where an order may go now, and why not elsewhere' },
  path: orderPath,
  answer: z.strictObject({ data: z.array(move) }),
  async read({ db, by, shop, language }, { path: { orderId } }) {
    const { order, pipeline } = await loadFacts(db, orderId);
    const facts = { order, pipeline, shop, who: await judge(db, by), hasReadyPhoto: await hasReadyPhoto(db, { order, pipeline }) };
    const others = pipeline.stages.filter((stage) => stage.id !== order.stageId);
    const data = others.map((stage) => {
      const refusal = refuseMove(facts, stage.id);
      const detail = refusal && textsIn(language).refused[refusal.code](refusal.details, formatsFor(language, shop));
      return {
        ...{ stageId: stage.id, title: stage.title, way: wayOf(pipeline, order, stage) },
        refusal: refusal && detail !== undefined ? { code: refusal.code, detail } : null,
      };
    });
    return { data };
  },
});
