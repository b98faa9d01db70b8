import type { Instant } from '../../../db/schema/words.ts';
import type { Tx } from '../../../db/store.ts';
import type { By } from '../../events.ts';
import { closeChat } from '../../messages/close-chat.ts';
import type { Shop } from '../../shop.ts';
import { customerRepertoire } from '../customer-repertoire.ts';
import { repeatQuestion } from '../engine.ts';
import { saveConversation } from '../hearing/save-conversation.ts';
import { clientTurn } from '../turn.ts';

interface GiveFloorBack {
  clientId: number;
  by: By;
  now: Instant;
  shop: Shop;
}

/** "Done": nobody has to answer any more, and the client's conversation goes on where it stopped. */
export async function giveFloorBack(tx: Tx, { clientId, by, now, shop }: GiveFloorBack): Promise<void> {
  for (const { identity, conversation, client } of await closeChat(tx, { clientId, by, now })) {
    const open = clientTurn({ tx, now, shop, identity, conversation, heard: { kind: 'other', what: 'floor' } }, client);
    await repeatQuestion(open.turn, await customerRepertoire());
    await open.flush();
    // The client has said nothing: when they were last heard stays.
    await saveConversation(tx, conversation, conversation.updatedAt);
  }
}
