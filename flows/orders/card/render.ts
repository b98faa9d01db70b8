import type { Button, Message } from '../../../notifications/message.ts';
import { encodePress } from '../../dialogs/press.ts';
import { formatsFor } from '../../format.ts';
import { textsIn } from '../../texts/texts.ts';
import { cardButtons, type Press } from './buttons.ts';
import type { CardFacts } from './facts.ts';
import { cardText } from './text.ts';
import { viewOf } from './view.ts';

/** The card as a message for one address of its viewer. Pure: the same facts give the same card. */
export function renderCard(facts: CardFacts, identityId: number): Message {
  const { viewer, shop, pictures } = facts;
  const view = viewOf(facts);
  const words = { t: textsIn(viewer.language), f: formatsFor(viewer.language, shop) };
  const press: Press = (label, dialog, ...args): Button => ({
    label,
    data: encodePress({ kind: 'open', dialog, args: args.map(String), keep: true }, identityId),
  });
  const picture = view === 'office' || view === 'workshop' ? (pictures.reference ?? pictures.ready) : undefined;
  return { text: cardText(facts, view, words), buttons: cardButtons(facts, view, words, press), ...(picture && { picture }) };
}
