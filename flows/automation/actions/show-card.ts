import { z } from 'zod';
import { showCard } from '../../orders/card.ts';
import { action } from '../action.ts';
import { flag, recipient } from '../params.ts';
import { findRecipients } from '../recipients.ts';

export default action({
  name: 'show-card',
  params: z.object({ to: recipient, notify: flag.default(true) }),
  async run(affair, { to, notify }) {
    const { tx, order, now } = affair;
    if (!order) return { note: 'no order' };
    for (const { id } of await findRecipients(affair, to)) await showCard(tx, { orderId: order.id, staffId: id, notify, now });
  },
});
