import { isVisible } from '../../clean-text.ts';
import { findLastAllergies, type SealedAllergies, seal } from '../../clients/allergies.ts';
import type { Texts } from '../../texts/texts.ts';
import { type ClientTurn, type Read, refuse, type Step, value } from '../dialog.ts';
import { type Draft, draftOf } from './draft.ts';
import { says, saysNo, saysYes } from './says.ts';

const longestText = 500;

/** Health data does not stand in the thread, where everybody who answers clients reads. */
const secret = (t: Texts): string => t.customer.order.allergiesHidden;

const allergies: Step<ClientTurn> = {
  secret,
  async ask({ tx, t, client }) {
    const before = await findLastAllergies(tx, client.id);
    const same = before ? [{ id: 'same', label: t.customer.order.allergiesSame }] : [];
    return {
      text: t.customer.order.allergies,
      choices: [{ id: 'none', label: t.customer.order.allergiesNone }, ...same, { id: 'some', label: t.customer.order.allergiesSome }],
    };
  },
  /** Only a plain "no" is none: "no, but nuts…" is a word about health like any other. */
  read(_, answer): Read {
    if (answer.kind !== 'text') return undefined;
    const isNone = saysNo(answer.text) || says(answer.text, (t) => t.customer.order.noAllergyWords);
    return isVisible(answer.text) ? value(isNone ? 'none' : 'some') : undefined;
  },
  async take(turn, given) {
    const draft = draftOf(turn);
    if (given === 'same') {
      const before = await findLastAllergies(turn.tx, turn.client.id);
      if (!before) return;
      draft.allergiesBefore = before;
    }
    draft.allergies = given as NonNullable<Draft['allergies']>;
  },
  forget(turn) {
    const draft = draftOf(turn);
    delete draft.allergies;
    delete draft.allergyConsent;
    delete draft.allergyText;
    delete draft.allergiesBefore;
  },
};

const allergyConsent: Step<ClientTurn> = {
  when: (turn) => draftOf(turn).allergies === 'some',
  ask: ({ t }) => ({
    text: t.customer.order.allergyConsent,
    choices: [
      { id: 'yes', label: t.customer.order.consentYes },
      { id: 'no', label: t.customer.order.consentNo },
    ],
  }),
  read(_, answer): Read {
    if (answer.kind !== 'text') return undefined;
    if (saysYes(answer.text)) return value('yes');
    return saysNo(answer.text) ? value('no') : undefined;
  },
  take(turn, given) {
    draftOf(turn).allergyConsent = given === 'yes' ? turn.now : 0;
  },
};

const allergyText: Step<ClientTurn> = {
  secret,
  when: (turn) => draftOf(turn).allergies === 'some' && (draftOf(turn).allergyConsent ?? 0) > 0,
  ask: ({ t }) => ({ text: t.customer.order.allergyText }),
  read({ t }, answer): Read {
    if (answer.kind !== 'text') return undefined;
    if (!isVisible(answer.text)) return undefined;
    const length = [...answer.text].length;
    return length > longestText ? refuse(t.customer.order.tooLong(length, longestText)) : value(answer.text.trim());
  },
  take(turn, words) {
    draftOf(turn).allergyText = seal(String(words));
  },
};

export const allergySteps = { allergies, allergyConsent, allergyText };

/** What the order keeps of it: nothing known when the client did not agree to its being kept. */
export function allergiesOf({
  allergies: given,
  allergyConsent: consentedAt = 0,
  allergyText: sealed,
  allergiesBefore,
}: Draft): 'none' | SealedAllergies | undefined {
  if (given === 'none') return 'none';
  if (given === 'same') return allergiesBefore;
  return consentedAt > 0 && sealed ? { sealed, consentedAt } : undefined;
}
