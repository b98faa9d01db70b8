import { eq, sql } from 'drizzle-orm';
import { slot } from '../../../db/rows.ts';
import { conversations } from '../../../db/schema/talk.ts';
import type { Instant } from '../../../db/schema/words.ts';
import { statement, type Tx } from '../../../db/store.ts';
import type { Conversation } from '../dialog.ts';

const updateConversation = statement('conversation_save', (tx: Tx) =>
  tx
    .update(conversations)
    .set({
      dialog: slot(conversations.dialog, 'dialog'),
      step: slot(conversations.step, 'step'),
      draft: slot(conversations.draft, 'draft'),
      answers: slot(conversations.answers, 'answers'),
      paused: slot(conversations.paused, 'paused'),
      version: slot(conversations.version, 'version'),
      withPerson: slot(conversations.withPerson, 'withPerson'),
      menu: slot(conversations.menu, 'menu'),
      recent: slot(conversations.recent, 'recent'),
      updatedAt: slot(conversations.updatedAt, 'updatedAt'),
    })
    .where(eq(conversations.id, sql.placeholder('id'))),
);

/** Writes a conversation back. Its row is always written, so two updates of one address at once cannot both believe the old state. */
export async function saveConversation(tx: Tx, conversation: Conversation, now: Instant): Promise<void> {
  await updateConversation(tx, { ...conversation, updatedAt: now });
}
