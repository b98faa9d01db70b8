import { customerMenu } from '../customer-menu.ts';
import { customerDialog } from '../dialog.ts';

/** What can be done here, in a few lines. */
export default customerDialog({
  name: 'help',
  opensOn: ['/help'],
  said: (t) => t.customer.said.help,
  async done(turn) {
    const { buttons = [] } = await customerMenu(turn);
    turn.say({ text: turn.t.customer.help, buttons });
  },
});
