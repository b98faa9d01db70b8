import { type Button, type Message, plain } from '../../../notifications/message.ts';
import { encodePress } from '../../dialogs/press.ts';
import { formatsFor } from '../../format.ts';
import { textsIn } from '../../texts/texts.ts';
import { cardButtons, type Press } from './buttons.ts';
import type { CardFacts } from './facts.ts';
import { cardText } from './text.ts';
import { viewOf } from './view.ts';

/** So many characters stand under a picture in every messenger; with more a card would fall apart into two messages. */
const mostUnderPicture = 1000;

/** The card as a message for one address of its viewer. Pure: the same facts give the same card. */
export function renderCard(facts: CardFacts, identityId: number): Message {
  const { viewer, shop, pictures } = facts;
  const view = viewOf(facts);
  const words = { t: textsIn(viewer.language), f: formatsFor(viewer.language, shop) };
  const press: Press = (label, dialog, ...args): Button => ({
    label,
    data: encodePress({ kind: 'open', dialog, args: args.map(String), keep: true }, identityId),
  });
  const text = cardText(facts, view, words);
  const seesPictures = view === 'office' || view === 'workshop';
  const picture = seesPictures && plain(text).length <= mostUnderPicture ? pictureFor(facts) : undefined;
  const hidden = seesPictures ? pictures.length - (picture === undefined ? 0 : 1) : 0;
  return { text, buttons: cardButtons({ ...facts, hidden }, view, words, press), ...(picture !== undefined && { picture }) };
}

/** The finished cake when there is one, until then the wished look. */
const pictureFor = ({ pictures }: CardFacts): string | undefined =>
  (pictures.find(({ purpose }) => purpose === 'ready') ?? pictures[0])?.file;
