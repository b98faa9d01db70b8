import { isJoinCode } from '../../clients/join-code.ts';
import { setSource } from '../../clients/set-source.ts';
import { sourceIn } from '../../sources/code.ts';
import { cameToJoin } from '../came-to-join.ts';
import { customerMenu } from '../customer-menu.ts';
import { customerDialog } from '../dialog.ts';

/** Home. A link with `?start=src-…` tells where the client came from, one with `join-…` that they are known from another channel. */
export default customerDialog({
  name: 'menu',
  opensOn: ['/start', '/menu'],
  label: (t) => t.customer.menu.menu,
  args: ['payload'],
  async done(turn) {
    const { tx, client, answers } = turn;
    const payload = String(answers.payload ?? '');
    if (isJoinCode(payload)) return cameToJoin(turn, payload);
    const source = sourceIn(payload);
    if (source !== undefined) await setSource(tx, { clientId: client.id, source });
    turn.say(await customerMenu(turn));
  },
});
