import React from 'react';
import type { ProductForm } from '../../../../flows/catalog/product-form.ts';
import type { Product, Section } from '../../../../flows/catalog/products.ts';
import { catalogTexts } from '../../../texts/catalog.ts';
import { shopWords } from '../../../texts/shop-words.ts';
import { said, titleOf } from '../../anna.ts';
import { perform, tryTo } from '../../server.ts';
import { Button, Card, Check, Field, Page, Select } from '../../ui/kit.tsx';
import { LocalizedField } from '../../ui/localized.tsx';
import { mayLeave, useUnsaved } from '../../ui/unsaved.ts';
import { OptionsEditor } from './options-editor.tsx';
import { PhotoField } from './photo-field.tsx';
import { AmountField, CountField, MoneyField } from './typed.tsx';

const t = said(catalogTexts);
const words = said(shopWords);
const units = ['kg', 'piece', 'tier'] as const;

const fresh = (sectionId: number): ProductForm => ({
  ...{ sectionId, title: {}, description: {}, photo: null, unit: 'kg', price: Number.NaN },
  ...{ minAmount: 1000, maxAmount: 5000, stepAmount: 500, options: [], inscribable: false, noticeHours: 24, active: true },
});

interface ProductEditorProps {
  /** Undefined: a new one. */
  product: Product | undefined;
  sectionId: number;
  sections: readonly Section[];
  onClose(): void;
}

/** One product: photo, words, price, amounts and what is chosen. */
export function ProductEditor({ product, sectionId, sections, onClose }: ProductEditorProps) {
  const [seen] = React.useState<ProductForm>(product ?? fresh(sectionId));
  const [form, setForm] = React.useState(seen);
  useUnsaved(JSON.stringify(form) !== JSON.stringify(seen));
  const change = (more: Partial<ProductForm>) => setForm({ ...form, ...more });
  const save = async () => {
    const given = { ...(product && { productId: product.id, seen }), product: form };
    if ((await tryTo(() => perform<number>('catalog', 'saveProduct', given), words.saved)) !== undefined) onClose();
  };
  return (
    <Page
      title={product ? titleOf(product.title) : t.newProduct}
      actions={
        <>
          <Button icon="ArrowLeft" onPress={() => mayLeave() && onClose()}>
            {words.back}
          </Button>
          <Button kind="main" disabled={!isWhole(form)} onPress={save}>
            {words.save}
          </Button>
        </>
      }
    >
      <Card>
        <div className="product">
          <PhotoField photo={form.photo} onChange={(photo) => change({ photo })} />
          <div className="form">
            <LocalizedField label={t.name} value={form.title} onChange={(title) => change({ title })} maxLength={80} />
            <div className="stack">
              <Field label={t.section}>
                <Select
                  value={String(form.sectionId)}
                  onChange={(value) => change({ sectionId: Number(value) })}
                  options={sections.map(({ id, title }) => [String(id), titleOf(title)])}
                />
              </Field>
              <Check label={t.active} value={form.active} onChange={(active) => change({ active })} />
            </div>
            <div className="form-wide">
              <LocalizedField
                label={t.description}
                value={form.description}
                onChange={(description) => change({ description })}
                rows={2}
                maxLength={600}
              />
            </div>
          </div>
        </div>
      </Card>
      <Card title={t.price}>
        <div className="form">
          <MoneyField label={t.price} value={form.price} onChange={(price) => change({ price })} error={t.badMoney} />
          <Field label={t.unit}>
            <Select
              value={form.unit}
              onChange={(value) => change({ unit: units.find((unit) => unit === value) ?? form.unit })}
              options={units.map((unit) => [unit, words.units[unit]])}
            />
          </Field>
          <AmountField
            label={`${t.min}, ${words.unitNames[form.unit]}`}
            value={form.minAmount}
            onChange={(minAmount) => change({ minAmount })}
            error={t.badAmount}
          />
          <AmountField
            label={`${t.max}, ${words.unitNames[form.unit]}`}
            value={form.maxAmount}
            onChange={(maxAmount) => change({ maxAmount })}
            error={t.badAmount}
          />
          <AmountField
            label={`${t.step}, ${words.unitNames[form.unit]}`}
            value={form.stepAmount}
            onChange={(stepAmount) => change({ stepAmount })}
            error={t.badAmount}
          />
          <CountField
            label={t.noticeHours}
            value={form.noticeHours}
            onChange={(noticeHours) => change({ noticeHours })}
            error={t.badHours}
          />
          <Check label={t.inscribable} value={form.inscribable} onChange={(inscribable) => change({ inscribable })} />
        </div>
      </Card>
      <OptionsEditor options={form.options} onChange={(options) => change({ options })} />
    </Page>
  );
}

/** Whether everything that must be said is said; whether it makes sense the server tells. */
function isWhole({ title, description, price, minAmount, maxAmount, stepAmount, noticeHours, options }: ProductForm): boolean {
  const texts = [title, description, ...options.flatMap((option) => [option.title, ...option.choices.map((choice) => choice.title)])];
  const numbers = [
    price,
    minAmount,
    maxAmount,
    stepAmount,
    noticeHours,
    ...options.flatMap(({ choices }) => choices.map(({ surcharge }) => surcharge)),
  ];
  return texts.every((text) => Object.values(text).some((each) => each.trim())) && numbers.every((each) => !Number.isNaN(each));
}
