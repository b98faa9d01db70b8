import { setSource } from '../../clients/set-source.ts';
import { customerMenu } from '../customer-menu.ts';
import { customerDialog } from '../dialog.ts';

/** Home. A link with `?start=src-…` tells where the client came from. */
export default customerDialog({
  name: 'menu',
  opensOn: ['/start', '/menu'],
  label: (t) => t.customer.menu.menu,
  args: ['payload'],
  async done(turn) {
    const { tx, client, answers } = turn;
    const source = /^src-(.{1,60})$/.exec(String(answers.payload ?? ''))?.[1];
    if (source && client.source === null) await setSource(tx, { clientId: client.id, source });
    turn.say(customerMenu(turn));
  },
});
