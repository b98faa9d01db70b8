import { z } from 'zod';
import { callDirections, callStates } from '../../../db/schema/words.ts';
import { findCalls } from '../../../flows/calls/find-calls.ts';
import { route } from '../route.ts';
import { callShape, showCall } from '../shapes/call.ts';
import { cut, idText, pageOf, paging, windowOf } from '../shapes/common.ts';

export default route({
  name: 'list-calls',
  ...{ method: 'get', at: '/calls', noun: 'Calls', scope: 'calls.read', may: 'client.find' },
  summary: { ru: 'Звонки, новые сверху', en: 'Calls, the newest first' },
  query: z.strictObject({
    clientId: idText.optional(),
    direction: z.enum(callDirections).optional(),
    state: z.enum(callStates).optional(),
    ...paging,
  }),
  answer: pageOf(callShape),
  async read({ db, by }, { query }) {
    const { before: beforeId, limit } = windowOf(query);
    const { clientId, direction, state } = query;
    const found = await findCalls(db, { by, clientId, direction, states: state && [state], beforeId, limit: limit + 1 });
    const { rows, next } = cut(
      found.map(({ call }) => call),
      limit,
    );
    return { data: rows.map(showCall), next };
  },
});
