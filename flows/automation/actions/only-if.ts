import { z } from 'zod';
import { action } from '../action.ts';
import { conditions } from '../params.ts';

export default action({
  name: 'only-if',
  params: z.object({ conditions }),
  run: async ({ fits }, { conditions: wanted }) => ((await fits(wanted)) ? undefined : { stop: 'the conditions no longer hold' }),
});
