import { setSource } from '../../clients/set-source.ts';
import { sourceIn } from '../../sources/code.ts';
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
    const source = sourceIn(String(answers.payload ?? ''));
    if (source !== undefined) await setSource(tx, { clientId: client.id, source });
    turn.say(customerMenu(turn));
  },
});
