import { formatsFor } from '../format.ts';
import type { Stage } from '../orders/pipeline.ts';
import { duration } from '../reporting/duration.ts';
import { type OrdersFilter, opensOrders } from '../reporting/opens.ts';
import { countStages, type StageCounts } from '../reporting/stage-counts.ts';
import { type Answer, report } from '../reports.ts';

const columns = {
  stage: { title: { ru: 'Этап', en: 'Stage' }, kind: 'text' },
  came: { title: { ru: 'Дошли', en: 'Came here' }, kind: 'count' },
  share: { title: { ru: 'Из всех', en: 'Of all' }, kind: 'percent' },
  went: { title: { ru: 'Пошли дальше', en: 'Went on' }, kind: 'percent' },
  lost: { title: { ru: 'Потеряно', en: 'Lost here' }, kind: 'count' },
  lostShare: { title: { ru: 'Доля потерь', en: 'Share lost' }, kind: 'percent' },
  average: { title: { ru: 'Стоят в среднем', en: 'Average stay' }, kind: 'minutes' },
  median: { title: { ru: 'Стоят обычно (медиана)', en: 'Median stay' }, kind: 'minutes' },
} as const;
type Name = keyof typeof columns;

/** How far the orders of a period came, where they were lost and how long they stood on each stage; names the bottleneck. */
export default report<Name>({
  name: 'funnel',
  title: { ru: 'Воронка', en: 'Funnel' },
  about: {
    ru: 'Сколько заказов периода дошло до каждого этапа, где они теряются и где застревают.',
    en: 'How many orders of the period came to each stage, where they are lost and where they get stuck.',
  },
  time: 'period',
  columns,
  chart: { kind: 'funnel', along: 'stage', values: ['came'] },
  async read({ db, period, language, shop }): Promise<Answer<Name>> {
    const f = formatsFor(language, shop);
    const { all, won, lost, stages } = await countStages(db, period);
    const placed: OrdersFilter = { placed: [period.from, period.until] };
    const wonOnes = opensOrders({ ...placed, outcome: 'won' });
    const lostOnes = opensOrders({ ...placed, outcome: 'lost' });
    return {
      figures: [
        { title: { ru: 'Заказов пришло', en: 'Orders placed' }, kind: 'count', value: all, opens: opensOrders(placed) },
        { title: { ru: 'Дошли до конца', en: 'Completed' }, kind: 'percent', value: shareOf(won, all), opens: wonOnes },
        { title: { ru: 'Потеряно', en: 'Lost' }, kind: 'percent', value: shareOf(lost, all), opens: lostOnes },
      ],
      rows: stages.map(({ stage, came, went, lost, average, median }) => {
        const left = opensOrders({ left: { stage: stage.id, within: [period.from, period.until] } });
        const lostHere = opensOrders({ ...placed, ...lostAt(stage) });
        const open = stage.kind === 'open';
        return {
          stage: { value: f.title(stage.title) },
          came: { value: came, opens: opensOrders({ ...placed, ...cameTo(stage) }) },
          share: { value: shareOf(came, all) },
          went: { value: open ? shareOf(went, came) : null },
          lost: open ? { value: lost, opens: lostHere } : { value: null },
          lostShare: open ? { value: shareOf(lost, came), opens: lostHere } : { value: null },
          average: open ? { value: average, opens: left } : { value: null },
          median: open ? { value: median, opens: left } : { value: null },
        };
      }),
      ...bottleneckOf(stages, placed),
    };
  },
});

const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const cameTo = ({ pipelineId, position, fulfilment }: Stage): OrdersFilter => ({
  pipeline: pipelineId,
  reachedFrom: position,
  ...(fulfilment && { fulfilment }),
});

/** What is lost is lost at the furthest stage that it came to. */
const lostAt = ({ pipelineId, position }: Stage): OrdersFilter => ({ pipeline: pipelineId, reached: position, outcome: 'lost' });

/** The stage where most orders are lost; none while nothing is lost. */
function bottleneckOf(stages: readonly StageCounts[], placed: OrdersFilter): Pick<Answer, 'says'> {
  const worst = stages.filter(({ stage, lost }) => stage.kind === 'open' && lost > 0).toSorted((a, b) => b.lost - a.lost)[0];
  if (!worst) return {};
  const { stage, lost, came, average } = worst;
  const title = (language: 'ru' | 'en') => stage.title[language] ?? stage.title.en ?? stage.title.ru ?? '';
  const percent = Math.round((lost / came) * 100);
  const stay = average === null ? undefined : duration(average);
  return {
    says: {
      text: {
        ru: `Узкое место — ${title('ru')}: ${stay ? `в среднем ${stay.ru}, ` : ''}потеряно ${percent} %.`,
        en: `The bottleneck is ${title('en')}: ${stay ? `${stay.en} on average, ` : ''}${percent}% lost.`,
      },
      opens: opensOrders({ ...placed, ...lostAt(stage) }),
    },
  };
}
