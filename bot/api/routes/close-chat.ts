import { getClient } from '../../../flows/clients/load-client.ts';
import { giveFloorBack } from '../../../flows/dialogs/working/give-floor-back.ts';
import { route } from '../route.ts';
import { clientShape, showClient } from '../shapes/client.ts';
import { clientPath } from '../shapes/paths.ts';

export default route({
  name: 'close-chat',
  ...{ method: 'post', at: '/clients/{clientId}/close-chat', noun: 'Messages', scope: 'messages.write', may: 'client.write' },
  summary: { ru: 'Разговор закончен: отвечать больше не нужно', en: 'The chat is done: nobody has to answer any more' },
  about: 'The client’s conversation goes on by itself where it stopped. A second time is a success without effect.',
  path: clientPath,
  answer: clientShape,
  async write({ tx, by, now, shop }, { path: { clientId } }) {
    await giveFloorBack(tx, { clientId, by, now, shop });
    return showClient(await getClient(tx, clientId));
  },
});
