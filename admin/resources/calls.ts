import { eq } from 'drizzle-orm';
import { clients, staff } from '../../db/schema/people.ts';
import { calls } from '../../db/schema/work.ts';
import { resource } from '../resource.ts';
import { callsTexts } from '../texts/calls.ts';

/** Who called, whom we called, and who took it. Recordings are on the client's page. */
export default resource({
  name: 'calls',
  texts: callsTexts,
  menu: { group: 'work', position: 70, icon: 'Phone' },
  may: { list: 'client.find', export: 'reports.export' },
  columns: {
    id: { of: calls.id, type: 'number', list: false },
    startedAt: { of: calls.startedAt, type: 'instant', sort: true, filter: true, isTitle: true },
    direction: { of: calls.direction, type: 'word', words: ['in', 'out'], filter: true },
    clientId: { of: calls.clientId, type: 'number', refers: { resource: 'clients', title: clients.name } },
    phone: { of: calls.phone, type: 'phone' },
    state: { of: calls.state, type: 'word', words: ['ringing', 'answered', 'missed', 'ended', 'failed'], filter: true },
    staff: { of: staff.name, type: 'text' },
    recordingInSeconds: { of: calls.recordingInSeconds, type: 'number' },
  },
  from: (db, fields) =>
    db.select(fields).from(calls).leftJoin(clients, eq(clients.id, calls.clientId)).leftJoin(staff, eq(staff.id, calls.staffId)),
  order: { column: 'startedAt', descending: true },
});
