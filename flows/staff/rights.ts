import type { Role } from '../../db/schema/words.ts';
import type { Reader } from '../../db/store.ts';
import { findKeyRights } from '../api-keys/find-key.ts';
import type { Staff } from '../dialogs/dialog.ts';
import type { By } from '../events.ts';
import type { Order } from '../orders/load-order.ts';
import type { Stage } from '../orders/pipeline.ts';
import { Refused } from '../refused.ts';
import { findStaff } from './find-staff.ts';
import { columnOfPart, freeParts, partOfRole, rolesOfPart } from './parts.ts';

/** Which orders: `all`; `own`, where one plays one's part; `pool`, one's own and those that still wait for somebody to take them. */
type Rows = 'all' | 'own' | 'pool';

const office = { owner: 'all', 'sales-head': 'all', manager: 'all' } as const;
const workshop = { 'workshop-head': 'all', cook: 'own' } as const;
const bosses = { owner: 'all', 'sales-head': 'all' } as const;

/** Who may do what with which orders. What is not here is not allowed. */
const policy = {
  'order.see': { ...office, 'workshop-head': 'all', cook: 'pool', driver: 'pool' },
  'order.take': { ...office, 'workshop-head': 'all', cook: 'pool', driver: 'pool' },
  'order.move': { ...office, ...workshop, driver: 'own' },
  'order.undo': { ...office, ...workshop, driver: 'own' },
  'order.undo-others': { ...bosses, 'workshop-head': 'all' },
  'order.assign-responsible': { ...bosses, manager: 'pool' },
  'order.assign-maker': { ...office, 'workshop-head': 'all' },
  'order.assign-driver': { ...office, 'workshop-head': 'all' },
  'order.note': { ...office, ...workshop, driver: 'own' },
  'order.no-answer': office,
  'order.photo': { ...office, ...workshop },
  'order.ask-allergies': office,
  'order.see-allergies': { ...office, ...workshop },
  'order.allow-unpaid': { owner: 'all' },
  'order.place': office,
  'order.cancel': office,
  'order.restore': office,
  'payment.see': office,
  'payment.return': office,
  'payment.record': { ...office, driver: 'own' },
  'client.see': { ...office, driver: 'own' },
  'client.find': office,
  'client.write': office,
  'stages.see': { ...office, 'workshop-head': 'all' },
  'sums.see': office,
  'task.create': { ...office, 'workshop-head': 'all' },
  'task.do': { ...office, 'workshop-head': 'all', cook: 'all', driver: 'all' },
  'task.manage': { ...bosses, manager: 'all', 'workshop-head': 'all' },
  'day.see-all': bosses,
  'team.see': { ...bosses, 'workshop-head': 'all' },
  'staff.manage': { owner: 'all' },
  'panel.enter': { ...office, 'workshop-head': 'all' },
  'order.edit': office,
  'client.edit': office,
  'client.merge': office,
  'client.export': { owner: 'all' },
  'call.make': office,
  'inbox.see': office,
  'catalog.see': { ...office, 'workshop-head': 'all' },
  'catalog.manage': bosses,
  'stages.manage': { owner: 'all' },
  'rules.see': bosses,
  'rules.manage': { owner: 'all' },
  'templates.use': office,
  'templates.manage': bosses,
  'settings.manage': { owner: 'all' },
  'reports.see': bosses,
  'reports.export': { owner: 'all' },
  'goals.see-own': office,
  'goals.see-all': bosses,
  'goals.manage': { owner: 'all' },
  'outbox.see': bosses,
  'outbox.retry': bosses,
  'journal.see': { owner: 'all' },
  'sources.manage': bosses,
  'keys.manage': { owner: 'all' },
  'webhooks.manage': { owner: 'all' },
} as const satisfies Record<string, Partial<Record<Role, Rows>>>;

export type Action = keyof typeof policy;

/** Everything that somebody may. */
export const actions = Object.keys(policy) as Action[];

/** The order in question and the stage it stands on. */
export interface Row {
  order: Order;
  stage: Pick<Stage, 'role'>;
}

/** Whom the table judges: a colleague by their roles; another program's key as a manager who may `only` what its scopes name. */
export type Judged = Pick<Staff, 'id' | 'roles' | 'removedAt'> & { only?: ReadonlySet<Action> };

/** Whether somebody may do this, with this order when one is in question. Nobody who has left may do anything. */
export function may(who: Judged, action: Action, row?: Row): boolean {
  if (who.removedAt !== null) return false;
  if (who.only) return who.only.has(action) && (action === ownersGift || mayByRole(who, action, row));
  return mayByRole(who, action, row);
}

/** A key may nothing that a manager may not, but this: only an owner can give it. */
const ownersGift: Action = 'webhooks.manage';

const mayByRole = (who: Judged, action: Action, row: Row | undefined): boolean =>
  who.roles.some((role) => {
    const rows: Rows | undefined = (policy[action] as Partial<Record<Role, Rows>>)[role];
    return rows !== undefined && (rows === 'all' || row === undefined || isMine(who, role, row) || (rows === 'pool' && isFree(role, row)));
  });

/**
 * Refuses unless the actor may: a colleague and a key by the table above, a rule and the system always, a client never. Answers the colleague.
 * Refusals: `access.removed`, `access.not-your-role`, `access.not-yours`.
 */
export async function refuseUnless(db: Reader, by: By, action: Action, row?: Row): Promise<Staff | undefined> {
  const who = await judge(db, by, row);
  if (!who) return undefined;
  const orderId = row && { orderId: row.order.id };
  if (!may(who, action)) throw new Refused('access.not-your-role', orderId);
  if (!may(who, action, row)) throw new Refused('access.not-yours', orderId);
  return 'name' in who ? who : undefined;
}

/** Who acts, as the table knows them; undefined for a rule and the system, who may everything. Refuses a client and whoever has left. */
export async function judge(db: Reader, by: By, row?: Row): Promise<Staff | Judged | undefined> {
  if (by.kind === 'automation' || by.kind === 'system') return undefined;
  const who = await find(db, by);
  if (!who) throw new Refused('access.not-your-role', row && { orderId: row.order.id });
  if (who.removedAt !== null) throw new Refused('access.removed');
  return who;
}

async function find(db: Reader, by: By): Promise<Staff | Judged | undefined> {
  if (by.kind === 'key') return findKeyRights(db, by.id);
  return by.kind === 'staff' ? findStaff(db, by.id) : undefined;
}

/** The part somebody in this role plays is played by this very person. */
const isMine = (who: Judged, role: Role, { order }: Row): boolean => order[columnOfPart[partOfRole(role)]] === who.id;

const isFree = (role: Role, { order, stage }: Row): boolean => freeParts(order, stage).some((part) => rolesOfPart[part].includes(role));
