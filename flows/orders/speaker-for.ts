import { isPhone, phoneVariants } from '../clients/phone-variants.ts';
import type { ClientTurn } from '../dialogs/dialog.ts';
import type { By } from '../events.ts';
import type { Order } from './load-order.ts';

/** As whom somebody answers about an order: whoever writes from the number that the order names as its contact speaks for its client. */
export function speakerFor({ identity, by }: Pick<ClientTurn, 'identity' | 'by'>, order: Pick<Order, 'clientId' | 'contactPhone'>): By {
  const isContact = isPhone(identity.address) && phoneVariants(identity.address).includes(order.contactPhone ?? '');
  return isContact ? { kind: 'client', id: order.clientId } : by;
}
