import { loadFolder } from '../../db/folder.ts';
import { minutes } from '../../notifications/time.ts';
import type { Dialog, StaffTurn } from './dialog.ts';
import type { Repertoire } from './engine.ts';
import { correctReply } from './working/correct-reply.ts';
import { hearOtherwise } from './working/hear-otherwise.ts';
import { takeForward } from './working/take-forward.ts';
import { takeReply } from './working/take-reply.ts';

/** Everything one can do in the staff bot: each file of `flows/dialogs/staff/` is a conversation. */
export async function staffRepertoire(): Promise<Repertoire<StaffTurn>> {
  const dialogs = await loadFolder<Dialog<StaffTurn>>(new URL('./staff/', import.meta.url));
  return {
    dialogs,
    home: 'menu',
    searchesNumbers: true,
    questionsLast: minutes(15),
    before,
    corrected: correctReply,
    otherwise: hearOtherwise,
  };
}

/** What belongs to something else is never an answer to the question that happens to be open. */
const before = async (turn: StaffTurn): Promise<boolean> => (await takeForward(turn)) || takeReply(turn);
