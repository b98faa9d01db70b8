import type { EventRow } from '../events.ts';

/** An event as other programs get it, by the feed and by webhooks alike. */
export const showEvent = ({ id, type, at, orderId, clientId, actorKind, actorId, data }: EventRow) => ({
  ...{ id, type, at: new Date(at).toISOString(), orderId, clientId },
  by: { kind: actorKind, id: actorId },
  data,
});
