import React from 'react';
import { Area, AreaChart, Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { CellKind } from '../../../../flows/reports.ts';
import { anna } from '../../anna.ts';
import { type ReportAnswer, shown } from './answer.ts';

const colours = ['#6d4aff', '#2bb07f', '#f0a020'];
const axis = { fontSize: 12, fill: '#6b6878' } as const;
const grid = '#e7e5ee';
const mostBars = 10;

type Drawn = Pick<ReportAnswer, 'columns' | 'rows' | 'chart'>;

/** What a report's table looks like. */
export function ReportChart({ answer, height = 260 }: { answer: Drawn; height?: number }) {
  const { chart, columns, rows } = answer;
  if (!chart || rows.length < 2) return null;
  const along = columns.find(({ name }) => name === chart.along);
  const values = chart.values.flatMap((name) => columns.filter((column) => column.name === name));
  if (!along || values.length === 0) return null;
  const data = rows.slice(0, chart.kind === 'line' ? undefined : mostBars).map((row) => ({
    along: shown(row[along.name]?.value ?? null, along.kind),
    ...Object.fromEntries(values.map(({ name }) => [name, Number(row[name]?.value ?? 0)])),
  }));
  const kind = values[0]?.kind ?? 'count';
  const shared = { data, margin: { top: 8, right: 12, bottom: 0, left: 0 } };
  const tooltip = (
    <Tooltip
      isAnimationActive={false}
      formatter={(value) => shown(Number(value), kind)}
      contentStyle={{ borderRadius: 9, border: `1px solid ${grid}`, fontSize: 13 }}
    />
  );
  if (chart.kind === 'line')
    return (
      <div className="chart">
        <ResponsiveContainer width="100%" height={height}>
          <AreaChart {...shared}>
            <CartesianGrid stroke={grid} vertical={false} />
            <XAxis dataKey="along" tick={axis} tickLine={false} axisLine={false} minTickGap={28} />
            <YAxis tick={axis} tickLine={false} axisLine={false} width={56} tickFormatter={(value: number) => short(value, kind)} />
            {tooltip}
            {values.length > 1 && <Legend itemSorter={null} iconType="circle" iconSize={8} wrapperStyle={{ fontSize: 13 }} />}
            {values.map(({ name, title }, index) => (
              <Area
                key={name}
                type="monotone"
                dataKey={name}
                name={title}
                stroke={colours[index] ?? grid}
                fill={colours[index] ?? grid}
                fillOpacity={0.08}
                strokeWidth={2}
                dot={false}
                isAnimationActive={false}
              />
            ))}
          </AreaChart>
        </ResponsiveContainer>
      </div>
    );
  return (
    <div className="chart">
      <ResponsiveContainer width="100%" height={Math.max(120, data.length * 34 + (values.length > 1 ? 48 : 24))}>
        <BarChart {...shared} layout="vertical">
          <XAxis type="number" hide />
          <YAxis type="category" dataKey="along" tick={axis} tickLine={false} axisLine={false} width={128} interval={0} />
          {tooltip}
          {values.length > 1 && <Legend itemSorter={null} iconType="circle" iconSize={8} wrapperStyle={{ fontSize: 13 }} />}
          {values.map(({ name, title }, index) => (
            <Bar
              key={name}
              dataKey={name}
              name={title}
              fill={colours[index] ?? grid}
              radius={values.length > 1 ? 0 : 5}
              maxBarSize={22}
              stackId="all"
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

const compact = new Intl.NumberFormat(anna.language === 'ru' ? 'ru-RU' : 'en-GB', { notation: 'compact', maximumFractionDigits: 1 });
const inOne =
  10 ** (new Intl.NumberFormat('en', { style: 'currency', currency: anna.shop.currency }).resolvedOptions().maximumFractionDigits ?? 2);

/** `120K`: an axis has no room for more. */
const short = (value: number, kind: CellKind): string => compact.format(kind === 'money' ? value / inOne : value);
