import { z } from 'zod';
import { record } from '../../events.ts';
import { changeOrder } from '../../orders/change-order.ts';
import { indexOrder } from '../../search/feed-index.ts';
import { action } from '../action.ts';
import { line, oneOfWords } from '../params.ts';

/** What a rule may set; everything else has a command of its own. What the client wished stays: the rule's words are added to it. */
const settable = z.object({ field: oneOfWords(['source', 'wishes']), value: line(2000) });

export default action({
  name: 'set',
  params: settable,
  async run({ tx, order, by, now }, { field, value }) {
    if (!order) return { note: 'no order' };
    const { [field]: from } = order;
    const to = field === 'wishes' ? added(from, value) : value;
    if (to === from) return;
    await changeOrder(tx, order, { [field]: to });
    await indexOrder(tx, order.id);
    await record(tx, { type: 'order.edited', orderId: order.id, clientId: order.clientId, changes: { [field]: { from, to } } }, by, now);
  },
});

const added = (wishes: string | null, value: string): string =>
  wishes === null ? value : wishes.includes(value) ? wishes : `${wishes}\n${value}`;
