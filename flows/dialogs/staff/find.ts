import { staffDialog } from '../dialog.ts';
import { textIn } from '../working/numbers.ts';
import { readText } from '../working/read-text.ts';
import { searchFor } from '../working/search-for.ts';

/** `/find 4417`: an order's number, digits of a phone, a piece of a name. */
export default staffDialog({
  name: 'find',
  opensOn: ['/find'],
  label: (t) => t.staff.menu.find,
  args: ['query'],
  steps: {
    query: { first: true, ask: ({ t }) => ({ text: t.staff.findWhat }), read: readText },
  },
  done: (turn) => searchFor(turn, textIn(turn.answers, 'query')),
});
