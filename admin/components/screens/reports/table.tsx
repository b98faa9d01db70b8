import React from 'react';
import { Link } from '../../ui/kit.tsx';
import { type Cell, type Column, type Figure, type ReportAnswer, shown, urlOf } from './answer.ts';

const isNumber = ({ kind }: Column): boolean => kind !== 'text' && kind !== 'day' && kind !== 'moment';

interface TableProps {
  answer: Pick<ReportAnswer, 'columns' | 'rows'>;
  only?: string[];
  most?: number;
  /** Few and narrow columns: a table on a phone, too. */
  small?: boolean;
}

/** The table of a report; on a phone each line is a card. `only` names the columns that have room. */
export function ReportTable({ answer, only, most, small = false }: TableProps) {
  const columns = answer.columns.filter(({ name }) => !only || only.includes(name));
  const [first] = columns;
  return (
    <div className="table-scroll">
      <table className={small ? 'small-table' : 'table report-table'}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} className={isNumber(column) ? 'num' : ''}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.rows.slice(0, most).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a report have no other name
            <tr key={index}>
              {columns.map((column) => (
                <td
                  key={column.name}
                  data-label={column.title}
                  className={`${isNumber(column) ? 'num' : ''}${column === first ? ' cell-title' : ''}`}
                >
                  <Value cell={row[column.name]} kind={column.kind} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A value; a link to what stands behind it, where there is something. */
export function Value({ cell, kind }: { cell: Cell | undefined; kind: Column['kind'] }): React.ReactNode {
  if (!cell || cell.value === null) return <span className="muted">—</span>;
  const text = shown(cell.value, kind);
  const url = cell.value === 0 ? undefined : urlOf(cell.opens);
  return url ? <Link to={url}>{text}</Link> : text;
}

/** The numbers above a table. */
export const Figures = ({ figures }: { figures: Figure[] }) => (
  <dl className="figures">
    {figures.map((figure) => (
      <div key={figure.title} className="figure">
        <dt>{figure.title}</dt>
        <dd>
          <Value cell={figure} kind={figure.kind} />
        </dd>
      </div>
    ))}
  </dl>
);
