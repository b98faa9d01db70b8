import { z } from 'zod';
import { addClient } from '../../flows/clients/add-client.ts';
import { act, screen } from '../screen.ts';

/** A card for somebody who has neither written nor ordered yet; a number that we know leads to the card that is there. */
export default screen({
  name: 'new-client',
  title: { ru: 'Новый клиент', en: 'New client' },
  may: 'client.edit',
  questions: {},
  acts: {
    add: act({
      may: 'client.edit',
      form: z.object({ name: z.string().max(200), phone: z.string().max(60) }),
      run: ({ tx, by, now, shop }, form) => addClient(tx, { ...form, by, now, shop }),
    }),
  },
});
