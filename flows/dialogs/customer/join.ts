import { hasHistory } from '../../clients/has-history.ts';
import { getClient } from '../../clients/load-client.ts';
import { platformPhone } from '../../clients/phone.ts';
import { asksNumber, findInviter, type Invited, spendJoinCode } from '../../clients/spend-join-code.ts';
import { deviceBehind } from '../../device.ts';
import { reachClient } from '../../messages/reach.ts';
import { sendMessage } from '../../messages/send-message.ts';
import { type ClientTurn, customerDialog, refuse, value } from '../dialog.ts';
import { saysNo, saysYes } from '../ordering/says.ts';

/**
 * Somebody came by a link from another channel. They are told where and when it was asked for, and nothing that was typed there: a link may have
 * been sent to somebody else on purpose, or found by a stranger. A card with orders opens to the owner of its number only.
 */
export default customerDialog({
  name: 'join',
  args: ['code'],
  leave: (t) => ({ label: t.customer.join.no, said: t.customer.join.stayed }),
  steps: {
    sure: {
      first: true,
      async ask(turn) {
        const invited = await findInviter(turn.tx, codeOf(turn), turn.now);
        return {
          text: invited ? question(turn, invited) : turn.t.customer.join.late,
          choices: [{ id: 'yes', label: turn.t.customer.join.yes }],
        };
      },
      read(_, answer) {
        if (answer.kind !== 'text') return undefined;
        return saysYes(answer.text) ? value('yes') : saysNo(answer.text) ? value('no') : undefined;
      },
    },
    number: {
      when: isToShow,
      ask: ({ t }) => ({
        text: t.customer.join.number,
        choices: [{ id: 'later', label: t.customer.join.noNumber }],
        request: { kind: 'contact', label: t.customer.order.sendContact },
      }),
      read({ t }, answer) {
        const phone = answer.kind === 'contact' && answer.proven ? platformPhone(answer.phone) : undefined;
        if (phone !== undefined) return value(phone);
        if (answer.kind === 'contact') return refuse(answer.own ? t.customer.order.noSuchPhone : t.customer.join.onlyOwn);
        return answer.kind === 'text' && /\p{Nd}{3}/u.test(answer.text) ? refuse(t.customer.join.onlyOwn) : undefined;
      },
    },
  },
  async done(turn) {
    const { tx, client, identity, shop, now, answers, t } = turn;
    if (answers.sure === 'no') return turn.say({ text: t.customer.join.stayed });
    const invited = await findInviter(tx, codeOf(turn), now);
    const before = invited && (await reachClient(tx, invited.client.id));
    const came = await spendJoinCode(tx, { code: codeOf(turn), clientId: client.id, channel: identity.channel, shop, now });
    turn.become(await getClient(tx, client.id));
    const words = came === 'joined' ? t.customer.join.joined : came === 'asked' ? t.customer.join.asked : t.customer.join.late;
    turn.say({ text: words });
    // What was set aside for this question goes on by itself.
    if (turn.conversation.paused.length === 0) turn.next = { dialog: 'menu', args: [] };
    if (came !== 'joined' || !before || before.id === identity.id) return;
    const where = t.staff.channels[identity.channel] ?? identity.channel;
    const { movedThere, joinedThere } = t.customer.join;
    const message = { text: before.channel === 'web' ? movedThere(where) : joinedThere(where) };
    await sendMessage(tx, { to: before, message, clientId: turn.client.id, now });
  },
});

const codeOf = ({ answers }: ClientTurn): string => String(answers.code);

/** Whether the number is still to be shown. Only Telegram's contact says for certain whose it is; what is known already, or would join nobody, is not asked for. */
async function isToShow(turn: ClientTurn): Promise<boolean> {
  const { tx, client, identity, answers, now } = turn;
  if (answers.sure !== 'yes' || identity.channel !== 'telegram' || client.phoneConfirmedAt !== null) return false;
  const invited = await findInviter(tx, codeOf(turn), now);
  if (!invited || invited.orderId !== undefined || (await hasHistory(tx, client.id))) return false;
  return asksNumber(tx, invited.client);
}

function question({ t, f }: ClientTurn, { orderId, asked, askedAt }: Invited): string {
  const { join } = t.customer;
  const where = [t.staff.channels[asked.channel] ?? asked.channel, deviceBehind(asked.device)].filter(Boolean).join(', ');
  return orderId === undefined ? join.isItYou(where, f.time(askedAt)) : join.isYourOrder(orderId, where, f.time(askedAt));
}
