import { bold } from '../../../notifications/message.ts';
import { findOnStage, findStageSums } from '../../orders/find-orders.ts';
import { getStage, mainPipeline } from '../../orders/pipeline.ts';
import { may, refuseUnless } from '../../staff/rights.ts';
import { type StaffTurn, staffDialog } from '../dialog.ts';
import { maybeNumberIn } from '../working/numbers.ts';
import { menuRow, orderButtons } from '../working/order-list.ts';

const onPage = 8;

/** `/stage`: the stages with count and sum; one of them with its orders. */
export default staffDialog({
  name: 'stage',
  opensOn: ['/stage', '/stages'],
  label: (t) => t.staff.menu.stage,
  args: ['stageId', 'offset'],
  async done(turn) {
    await refuseUnless(turn.tx, turn.by, 'stages.see');
    const stageId = maybeNumberIn(turn.answers, 'stageId');
    if (stageId === undefined) await showStages(turn);
    else await showStage(turn, stageId, maybeNumberIn(turn.answers, 'offset') ?? 0);
  },
});

async function showStages(turn: StaffTurn): Promise<void> {
  const { tx, t, f } = turn;
  const { stages } = await mainPipeline(tx);
  const sums = await findStageSums(tx);
  const open = stages.filter(({ kind }) => kind === 'open');
  const line = (title: string, { orders, sum }: { orders: number; sum: number }) =>
    `${title}: ${[t.counts.orders(orders), ...moneyOf(turn, sum)].join(', ')}`;
  const none = { orders: 0, sum: 0 };
  const total = open
    .map(({ id }) => sums.get(id) ?? none)
    .reduce((all, each) => ({ orders: all.orders + each.orders, sum: all.sum + each.sum }), none);
  const lines = open.map(({ id, title }) => line(f.title(title), sums.get(id) ?? none));
  const buttons = open
    .filter(({ id }) => sums.has(id))
    .map(({ id, title }) => [turn.button(`${f.title(title)} (${sums.get(id)?.orders ?? 0})`, 'stage', id)]);
  turn.say({ text: [bold(t.staff.stagesTitle), ...lines, line(t.staff.inAll, total)].join('\n'), buttons: [...buttons, menuRow(turn)] });
}

const moneyOf = ({ staff, f }: StaffTurn, sum: number): string[] => (may(staff, 'sums.see') ? [f.money(sum)] : []);

async function showStage(turn: StaffTurn, stageId: number, offset: number): Promise<void> {
  const { tx, t, f } = turn;
  const { title } = await getStage(tx, stageId);
  const { orders = 0, sum = 0 } = (await findStageSums(tx)).get(stageId) ?? {};
  const found = await findOnStage(tx, stageId, { offset, limit: onPage });
  const pages = [
    ...(offset > 0 ? [turn.button('‹', 'stage', stageId, Math.max(0, offset - onPage))] : []),
    ...(offset + onPage < orders ? [turn.button('›', 'stage', stageId, offset + onPage)] : []),
  ];
  const text = `${bold(f.title(title))}: ${[t.counts.orders(orders), ...moneyOf(turn, sum)].join(', ')}`;
  turn.say({ text, buttons: [...(await orderButtons(turn, found)), pages, [turn.button(t.staff.allStages, 'stage'), ...menuRow(turn)]] });
}
