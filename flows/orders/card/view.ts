import { may } from '../../staff/rights.ts';
import type { CardFacts } from './facts.ts';

/** What one colleague may see of an order. `none`: it is not theirs (any more). */
export type View = 'office' | 'workshop' | 'driver' | 'none';

/** Which card a colleague gets: the office sees everything, the workshop no phone and no money, the driver only what the way needs. */
export function viewOf(facts: Pick<CardFacts, 'viewer' | 'order' | 'stage'>): View {
  const { viewer, order } = facts;
  if (!may(viewer, 'order.see', facts)) return 'none';
  if (may(viewer, 'payment.see')) return 'office';
  const isCook = viewer.roles.some((role) => role === 'cook' || role === 'workshop-head');
  return viewer.roles.includes('driver') && (!isCook || (order.driverId === viewer.id && order.makerId !== viewer.id))
    ? 'driver'
    : 'workshop';
}

/** Whether the delivery is this driver's, now: only then the client's name, phone and door are shown. */
export const isOnTheWay = ({ viewer, order, stage }: Pick<CardFacts, 'viewer' | 'order' | 'stage'>): boolean =>
  order.driverId === viewer.id && order.outcome === 'open' && stage.role === 'driver';

/** A page with the place on a map: the pin, or a search for the typed address. */
export function mapLink({
  address,
  latitude,
  longitude,
}: Pick<CardFacts['order'], 'address' | 'latitude' | 'longitude'>): string | undefined {
  if (latitude !== null && longitude !== null)
    return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  return address ? `https://www.openstreetmap.org/search?query=${encodeURIComponent(address)}` : undefined;
}
