import { everywhere, type Texts } from '../../texts/texts.ts';

/** Whether the typed words are among these, in whatever language: people answer in the one they think in. */
export const says = (typed: string, pick: (t: Texts) => readonly string[]): boolean =>
  everywhere(pick)
    .flat()
    .some((words) => bare(words) === bare(typed));

/** A typed "no, thank you", or the words of the button that says so. */
export const saysNo = (typed: string, button?: (t: Texts) => string): boolean =>
  says(typed, (t) => [...t.customer.order.noWords, ...(button ? [button(t)] : [])]);

export const saysYes = (typed: string): boolean => says(typed, (t) => t.customer.order.yesWords);

/** As it is compared: without case, ё, the picture before and the stop after the words. */
const bare = (typed: string): string =>
  typed
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .replace(/\s+/gu, ' ');
