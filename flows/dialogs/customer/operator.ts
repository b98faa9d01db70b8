import { askPerson, isBeingAsked, promise } from '../ask-person.ts';
import { customerDialog } from '../dialog.ts';

/** Hands over to a person: from now on what is typed goes to a colleague, until "Done" or the next button. */
export default customerDialog({
  name: 'operator',
  opensOn: ['/operator'],
  label: (t) => t.customer.menu.operator,
  async done(turn) {
    if (!(await isBeingAsked(turn))) await askPerson(turn, turn.t.customer.calledManager);
    turn.conversation.withPerson = true;
    turn.say(promise(turn, turn.t.customer.writeHere));
  },
});
