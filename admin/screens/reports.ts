import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { Refused } from '../../flows/refused.ts';
import { periodForm, periodOf } from '../../flows/reporting/period.ts';
import { sheetOf } from '../../flows/reporting/sheet-of.ts';
import { ask, loadReports, offered, type Report, shownLines } from '../../flows/reports.ts';
import { toCsv } from '../../flows/sheets/csv.ts';
import { mostRows, toXlsx } from '../../flows/sheets/xlsx.ts';
import { Download } from '../download.ts';
import { type Asking, question, screen } from '../screen.ts';

const reports = await loadReports();

const wanted = z.object({
  report: z.string(),
  period: periodForm.shape.kind.default('thirty-days'),
  day: periodForm.shape.day,
  until: periodForm.shape.until,
  /** For lists behind a number: what the number opens, as JSON. */
  filter: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(shownLines).default(shownLines),
});
type Wanted = z.infer<typeof wanted>;

/** Every report with its table, its chart and its numbers, each of which opens the list behind it. */
export default screen({
  name: 'reports',
  title: { ru: 'Отчёты', en: 'Reports' },
  may: 'reports.see',
  menu: { group: 'results', position: 10, icon: 'BarChart2' },
  questions: {
    offered: question({
      may: 'reports.see',
      form: z.object({}),
      answer: async ({ language }) =>
        offered(reports).map(({ name, title, about, time }) => ({ name, title: title[language], about: about[language], time })),
    }),
    read: question({
      may: 'reports.see',
      form: wanted,
      async answer(asking, form) {
        const { language } = asking;
        const report = find(form);
        const { figures, rows, says, more = false } = await answerOf(asking, report, form, form.limit);
        return {
          name: report.name,
          title: report.title[language],
          about: report.about[language],
          time: report.time,
          period: { fromDay: periodFor(asking, form).fromDay, untilDay: periodFor(asking, form).untilDay },
          columns: Object.entries(report.columns).map(([name, { title, kind }]) => ({ name, title: title[language], kind })),
          chart: report.chart ?? null,
          figures: figures.map((figure) => ({ ...figure, title: figure.title[language] })),
          rows,
          says: says ? { text: says.text[language], opens: says.opens } : null,
          more,
        };
      },
    }),
    export: question({
      may: 'reports.export',
      form: wanted.extend({ format: z.enum(['xlsx', 'csv']) }),
      async answer(asking, form) {
        const { language, shop } = asking;
        const report = find(form);
        const sheet = sheetOf(report, await answerOf(asking, report, form, mostRows), language);
        const { fromDay, untilDay } = periodFor(asking, form);
        const name = `${sheet.title}${report.time === 'period' ? ` ${fromDay} – ${untilDay}` : ''}.${form.format}`;
        const style = { language, shop };
        return form.format === 'xlsx'
          ? new Download(name, xlsxType, await toXlsx(sheet, style), report.title)
          : new Download(name, 'text/csv; charset=utf-8', await buffer(toCsv(sheet, style)), report.title);
      },
    }),
  },
  acts: {},
});

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function find({ report: name }: Wanted): Report {
  const found = reports.get(name);
  if (!found) throw new Refused('report.not-found');
  return found;
}

const periodFor = ({ now, shop }: Asking, { period, day, until }: Wanted) =>
  periodOf({ kind: period, day, until }, { now, timezone: shop.timezone });

async function answerOf(asking: Asking, report: Report, form: Wanted, limit: number) {
  const { heavy, shop, now, language } = asking;
  return ask(report, { db: heavy, shop, now, language, limit, period: periodFor(asking, form) }, readFilter(form.filter));
}

/** What came in the address may be anything: the report checks it. */
function readFilter(filter: string | undefined): unknown {
  if (filter === undefined) return undefined;
  try {
    return JSON.parse(filter);
  } catch {
    throw new Refused('report.not-found');
  }
}
