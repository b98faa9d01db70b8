import type { Chosen } from '../../catalog/price.ts';
import type { Slot } from '../../catalog/slots.ts';
import type { ContactNumber } from '../../clients/contact-numbers.ts';
import type { StaffTurn } from '../dialog.ts';

/** The answers of `/new` so far. */
export interface Call {
  /** E.164. */
  phone?: string;
  /** What was said beside the number. */
  phoneNote?: string;
  /** It stood in what somebody wrote; nobody of us typed it. */
  phoneIsSaid?: true;
  /** Numbers of a shared contact, of which one is to be chosen. */
  numbers?: ContactNumber[];
  name?: string;
  /** Who is known already, by more than the number. */
  client?: number;
  /** The name came along with the number. */
  known?: true;
  product?: number;
  amount?: number;
  chosen?: Chosen;
  inscription?: string;
  wishes?: string;
  /** A day without a time yet, as ISO date. */
  day?: string;
  slot?: Slot;
  /** What was said may mean each of these. */
  maybe?: { slots: Slot[] } | { days: string[] };
  place?: 'pickup' | { text: string; latitude?: number; longitude?: number };
  confirm?: 'yes';
}

/** Only the steps of `/new` write these answers, each its own. */
export const callOf = ({ answers }: StaffTurn): Call => answers as Call;
