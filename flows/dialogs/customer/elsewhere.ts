import { findJoinLink, findOtherMessengers } from '../../clients/join-links.ts';
import { customerDialog } from '../dialog.ts';

/** Goes on in another messenger: a link that is good once, and only for this client. */
export default customerDialog({
  name: 'elsewhere',
  opensOn: ['/continue'],
  label: (t) => t.customer.menu.elsewhere,
  async done(turn) {
    const { tx, client, identity, language, device, now, t } = turn;
    const of = { of: 'client', id: client.id, asked: { channel: identity.channel, device: device ?? '00' } } as const;
    const buttons = [];
    for (const where of await findOtherMessengers(tx, identity.channel)) {
      const url = await findJoinLink(tx, where, { of, language, now });
      if (url) buttons.push([{ label: t.customer.join.in[where], url }]);
    }
    const menu = [turn.button(t.customer.menu.menu, 'menu')];
    turn.say({ text: buttons.length > 0 ? t.customer.join.here : t.customer.join.nowhere, buttons: [...buttons, menu] });
  },
});
