import type { By } from '../events.ts';
import type { RefusalCode } from '../refused.ts';
import type { Order } from './load-order.ts';
import type { Stage } from './pipeline.ts';

/** Why an order cannot be cancelled or moved to another day; a client may only while the stage allows it, and only their own. */
export function refuseChange(
  order: Pick<Order, 'clientId' | 'outcome'>,
  stage: Pick<Stage, 'clientMayChange'>,
  by: By,
): RefusalCode | undefined {
  if (by.kind === 'client' && by.id !== order.clientId) return 'access.not-yours';
  if (order.outcome !== 'open') return 'order.already-closed';
  return by.kind === 'client' && !stage.clientMayChange ? 'order.too-late-to-change' : undefined;
}
