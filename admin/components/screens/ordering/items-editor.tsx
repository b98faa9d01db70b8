import './ordering.css';
import React from 'react';
import { badAmount, nearestAmounts, readAmount } from '../../../../flows/catalog/amount.ts';
import { newOrderTexts } from '../../../texts/new-order.ts';
import { money, number, said, titleOf } from '../../anna.ts';
import { Button, Field, Input, Select } from '../../ui/kit.tsx';
import { type Catalogue, emptyLine, type Line, type Product, productsOf, rewritten, wishOf, withProduct } from './lines.ts';

const t = said(newOrderTexts);

interface EditorProps {
  catalogue: Catalogue;
  lines: Line[];
  onChange(lines: Line[]): void;
}

/** The items of an order: what, how much, with which choices; each with its price of today. */
export function ItemsEditor({ catalogue, lines, onChange }: EditorProps) {
  const put = (line: Line) => onChange(lines.map((each) => (each.key === line.key ? line : each)));
  const remove = ({ key }: Line) => onChange(lines.filter((each) => each.key !== key));
  return (
    <div className="stack">
      {lines.map((line) => (
        <article key={line.key} className="item-form">
          {line.kept ? (
            <KeptLine line={line} kept={line.kept} catalogue={catalogue} put={put} />
          ) : (
            <WrittenLine line={line} catalogue={catalogue} put={put} />
          )}
          {lines.length > 1 && <Button small kind="quiet" icon="X" title={t.remove} onPress={() => remove(line)} />}
        </article>
      ))}
      <div>
        <Button small icon="Plus" onPress={() => onChange([...lines, emptyLine()])}>
          {t.add}
        </Button>
      </div>
    </div>
  );
}

interface LineProps {
  line: Line;
  catalogue: Catalogue;
  put(line: Line): void;
}

function KeptLine({ line, kept, catalogue, put }: LineProps & { kept: NonNullable<Line['kept']> }) {
  const isOnSale = productsOf(catalogue).some(({ id }) => id === kept.wish.productId);
  return (
    <div className="item-kept">
      <span>
        <b>{kept.title}</b>
        {kept.details && <span className="muted small"> {kept.details}</span>}
        {!isOnSale && <small className="muted"> {t.gone}</small>}
      </span>
      <b className="nowrap">{money(kept.total)}</b>
      {isOnSale && <Button small kind="quiet" icon="Edit2" title={t.change} onPress={() => put(rewritten(line, kept))} />}
    </div>
  );
}

function WrittenLine({ line, catalogue, put }: LineProps) {
  const product = productsOf(catalogue).find(({ id }) => id === line.productId);
  const wanted = wishOf(line, catalogue);
  const choose = (id: string) => {
    const next = productsOf(catalogue).find((each) => String(each.id) === id);
    if (next) put(withProduct(line, next));
  };
  return (
    <div className="item-fields">
      <Field label={t.product}>
        <select className="input select" value={line.productId ?? ''} onChange={(event) => choose(event.target.value)}>
          {!product && <option value="">{t.choose}</option>}
          {catalogue.sections.map(({ title, products }) => (
            <optgroup key={title} label={title}>
              {products.map(({ id, title: name, price, unit }) => (
                <option key={id} value={id}>{`${name} · ${money(price)}/${t.units[unit]}`}</option>
              ))}
            </optgroup>
          ))}
        </select>
      </Field>
      {product && (
        <>
          <Field label={`${t.amount}, ${t.units[product.unit]}`} hint={rangeOf(product)} error={whyNot(product, line.amount)}>
            <Input value={line.amount} onChange={(amount) => put({ ...line, amount })} inputMode="decimal" />
          </Field>
          {product.options.map(({ key, title, choices }) => (
            <Field key={key} label={titleOf(title)}>
              <Select
                value={line.chosen[key] ?? ''}
                onChange={(choice) => put({ ...line, chosen: { ...line.chosen, [key]: choice } })}
                options={choices.map((choice) => [choice.key, withSurcharge(choice, product)])}
              />
            </Field>
          ))}
          {product.inscribable && (
            <Field label={t.inscription}>
              <Input value={line.inscription} onChange={(inscription) => put({ ...line, inscription })} maxLength={100} />
            </Field>
          )}
          <b className="item-price">{wanted ? money(wanted.total) : '—'}</b>
        </>
      )}
    </div>
  );
}

const shown = (amount: number, { unit }: Product): string => `${number(amount / 1000)} ${t.units[unit]}`;
const rangeOf = (product: Product): string => t.amountHint(number(product.minAmount / 1000), shown(product.maxAmount, product));

function whyNot(product: Product, typed: string): string | undefined {
  const amount = readAmount(typed, product);
  if (typed.trim() === '' || (amount !== undefined && !badAmount(product, amount))) return undefined;
  if (amount === undefined || badAmount(product, amount) !== 'step') return rangeOf(product);
  const [below, above] = nearestAmounts(product, amount);
  return t.badAmount(shown(below, product), shown(above, product));
}

function withSurcharge({ title, surcharge, per }: Product['options'][number]['choices'][number], { unit }: Product): string {
  if (surcharge === 0) return titleOf(title);
  return `${titleOf(title)} (+${money(surcharge)}${per === 'unit' ? `/${t.units[unit]}` : ''})`;
}
