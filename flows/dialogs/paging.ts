import type { Button, Message } from '../../notifications/message.ts';
import type { How, Turn } from './dialog.ts';
import { encodePress } from './press.ts';

interface Screen {
  /** So many choices at most, "more" among them. */
  atMost: number;
  how: How;
  turn: Pick<Turn, 'conversation' | 'identity' | 't'>;
}

/**
 * What of a long menu fits on one screen of the channel, with "more" for the rest. The ways back and out stand at its very end, and are left out
 * where the choices alone fill the screen: they can be typed.
 */
export function firstPage(message: Message, { atMost, how, turn: { conversation, identity, t } }: Screen): Message {
  const buttons = (message.buttons ?? []).flat();
  const choices = buttons.filter(({ data }) => data !== undefined);
  if (choices.length <= atMost) return message;
  const links = buttons.filter((each) => each.data === undefined);
  if (choices.filter((each) => !isWayOut(each)).length <= atMost)
    return { ...message, buttons: [...links, ...choices.slice(0, atMost)].map((each) => [each]) };
  const shown = choices.slice(0, atMost - 1);
  const before = how.sameMenu ? conversation.menu.findIndex(({ data }) => data === choices[0]?.data) : 0;
  const data = encodePress({ kind: 'more', version: conversation.version, from: before + shown.length, keep: false }, identity.id);
  return { ...message, buttons: [...links, ...shown, { label: t.engine.more, data }].map((each) => [each]) };
}

/** The engine puts them behind the choices. */
const isWayOut = ({ data = '' }: Button): boolean => /~!(back|cancel)~/.test(data);
