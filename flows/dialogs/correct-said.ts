import { correctLine, findWritten } from '../messages/correct-line.ts';
import { everywhere } from '../texts/texts.ts';
import { askPerson, quoteOf, shopTexts } from './ask-person.ts';
import type { ClientTurn } from './dialog.ts';
import { lineOf } from './hearing/keep-line.ts';

/**
 * A client has changed what they wrote; `words` are what colleagues are shown of it, undefined when it is no talk. Thread and notices say so in
 * the place of the old words. Who has answered those already, or was told of none because they answered a question of an order, is told anew.
 */
export async function correctSaid(turn: ClientTurn, words: string | undefined): Promise<void> {
  const { tx, heard, heardAs, identity, client, conversation, by, now, t } = turn;
  const line = heard.kind === 'edited' ? await findWritten(tx, identity.id, heardAs) : undefined;
  if (heard.kind !== 'edited' || !line) return;
  const hidden = hiddenIn(line.text);
  const text = hidden ?? lineOf(heard.said, conversation) ?? '';
  // The platform calls a new preview an edit too.
  if (hidden === undefined && text === line.text) return;
  const is = hidden ?? quoteOf(words ?? text);
  const told = await correctLine(tx, { line, text, was: quoteOf(line.text), is, by, now });
  if (words === undefined || line.text.startsWith('/') || (told > 0 && client.waitingSince !== null)) return;
  await askPerson({ ...turn, messageId: line.id }, shopTexts(turn).corrected(is));
  if (conversation.dialog !== null && !conversation.withPerson) turn.say({ text: t.customer.correctionTold }, { fresh: true });
}

/** The words that stand in the thread for what is written nowhere, when these are they. */
const hiddenIn = (text: string): string | undefined => everywhere((t) => t.customer.order.allergiesHidden).find((each) => each === text);
