import type { Minor } from '../../../db/schema/words.ts';
import { readSum } from '../../reading/read-sum.ts';
import { type Read, refuse, type StaffTurn, type Step, value } from '../dialog.ts';

interface Asked {
  question(turn: StaffTurn): Promise<string>;
  /** Sums to take in one tap. */
  offers(turn: StaffTurn): Promise<Minor[]>;
  /** The largest sum there can be. */
  limit(turn: StaffTurn): Promise<Minor>;
  /** What is said of nothing and of more than the limit. */
  refusal(turn: StaffTurn): string;
}

/** How much money: in one tap, or as people write it. What may be two sums is asked back; another currency is never taken for ours. */
export function sumStep({ question, offers, limit, refusal }: Asked): Step<StaffTurn> {
  const maybeOf = ({ answers }: StaffTurn) => answers.amountMaybe as Minor[] | undefined;
  return {
    async ask(turn) {
      const maybe = maybeOf(turn);
      const sums = maybe ?? (await offers(turn));
      const text = maybe ? turn.t.staff.whichSum : await question(turn);
      return { text, choices: sums.map((amount) => ({ id: String(amount), label: turn.f.money(amount) })) };
    },
    async read(turn, answer): Promise<Read> {
      if (answer.kind === 'choice') return check(turn, [Number(answer.id)]);
      const sum = answer.kind === 'text' ? readSum(answer.text, { currency: turn.shop.currency, language: turn.language }) : undefined;
      if (!sum) return undefined;
      if ('currency' in sum) return refuse(turn.t.staff.otherCurrency(sum.currency, turn.shop.currency));
      return check(turn, 'is' in sum ? [sum.is] : sum.either, 'either' in sum);
    },
    take(turn, given) {
      // What `check` let through.
      const { sums, isDoubtful } = given as { sums: Minor[]; isDoubtful: boolean };
      delete turn.answers.amountMaybe;
      if (isDoubtful) turn.answers.amountMaybe = sums;
      else turn.answers.amount = sums[0];
    },
    answered: ({ answers }) => answers.amount !== undefined,
    forget({ answers }) {
      delete answers.amount;
      delete answers.amountMaybe;
    },
  };

  async function check(turn: StaffTurn, sums: Minor[], isDoubtful = false): Promise<Read> {
    const most = await limit(turn);
    const good = sums.filter((amount) => amount > 0 && amount <= most);
    return good.length === 0 ? refuse(refusal(turn)) : value({ sums: good, isDoubtful });
  }
}
