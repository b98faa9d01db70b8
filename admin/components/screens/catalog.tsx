import React from 'react';
import type { Product, Section } from '../../../flows/catalog/products.ts';
import { catalogTexts } from '../../texts/catalog.ts';
import { shopWords } from '../../texts/shop-words.ts';
import { can, count, money, said, titleOf } from '../anna.ts';
import { perform, tryTo, useAnswer } from '../server.ts';
import { durationWords } from '../ui/duration.tsx';
import { Await, Button, Card, Confirm, Empty, Page, useQuery } from '../ui/kit.tsx';
import { UpDown } from '../ui/up-down.tsx';
import '../ui/shop-parts.css';
import { Sortable } from '../ui/sortable.tsx';
import { Switch } from '../ui/switch.tsx';
import { ProductEditor } from './catalog/product-editor.tsx';
import { SectionWindow } from './catalog/section-window.tsx';

interface Catalogue {
  sections: Section[];
  products: Product[];
}

const t = said(catalogTexts);
const words = said(shopWords);
const mayManage = can('catalog.manage');

/** Sections with their products; a product opens in its editor. */
export default function Catalog() {
  const catalogue = useAnswer<Catalogue>('catalog', 'all');
  const [id, setId] = useQuery('id', '', 'push');
  const [into, setInto] = useQuery('into');
  const [naming, setNaming] = React.useState<Section | 'new'>();
  const [removing, setRemoving] = React.useState<Section>();
  const act = async (name: string, form: object, done = words.saved) => {
    await tryTo(() => perform('catalog', name, form), done);
    catalogue.again();
  };
  const close = () => {
    setId('');
    setInto('');
    catalogue.again();
  };
  return (
    <Await of={catalogue}>
      {({ sections, products }) => {
        const product = products.find((each) => String(each.id) === id);
        const section = sections.find((each) => String(each.id) === into) ?? sections[0];
        if (mayManage && section && (product || id === 'new'))
          return <ProductEditor key={id} product={product} sectionId={section.id} sections={sections} onClose={close} />;
        const add = mayManage && (
          <Button kind="main" icon="Plus" onPress={() => setNaming('new')}>
            {t.addSection}
          </Button>
        );
        const move = (from: number, to: number) => {
          const ids = sections.map((each) => each.id);
          const moved = ids[from];
          return moved === undefined ? undefined : act('reorderSections', { sectionIds: ids.toSpliced(from, 1).toSpliced(to, 0, moved) });
        };
        return (
          <Page title={t.title} hint={t.hint} actions={add}>
            {sections.length === 0 && (
              <Card>
                <Empty title={t.empty} text={t.emptyHint} />
              </Card>
            )}
            {sections.map((each, index) => {
              const inside = products.filter(({ sectionId }) => sectionId === each.id);
              const tools = mayManage && (
                <span className="row section-tools">
                  <Button
                    small
                    icon="Plus"
                    onPress={() => {
                      setInto(String(each.id));
                      setId('new');
                    }}
                  >
                    {t.addProduct}
                  </Button>
                  <Button small kind="quiet" icon="Edit2" title={words.edit} onPress={() => setNaming(each)} />
                  <UpDown index={index} count={sections.length} onMove={move} />
                  {inside.length === 0 && (
                    <Button small kind="quiet" icon="Trash2" title={words.remove} onPress={() => setRemoving(each)} />
                  )}
                </span>
              );
              return (
                <Card key={each.id} className="card-flush" title={titleOf(each.title)} actions={tools}>
                  {inside.length === 0 && <p className="muted section-empty">{t.sectionEmpty}</p>}
                  <Sortable
                    name={`section ${each.id}`}
                    rows={inside}
                    onOrder={mayManage ? (productIds) => void act('reorderProducts', { sectionId: each.id, productIds }) : undefined}
                  >
                    {(row) => (
                      <ProductRow
                        product={row}
                        onOpen={() => setId(String(row.id))}
                        onSwitch={(active) => void act('switchProduct', { productId: row.id, active })}
                      />
                    )}
                  </Sortable>
                </Card>
              );
            })}
            {naming && (
              <SectionWindow
                section={naming === 'new' ? undefined : naming}
                onClose={() => {
                  setNaming(undefined);
                  catalogue.again();
                }}
              />
            )}
            {removing && (
              <Confirm
                title={t.removeSection(titleOf(removing.title))}
                action={words.remove}
                onClose={() => setRemoving(undefined)}
                onYes={async () => {
                  await act('removeSection', { sectionId: removing.id }, words.removed);
                  setRemoving(undefined);
                }}
              />
            )}
          </Page>
        );
      }}
    </Await>
  );
}

interface ProductRowProps {
  product: Product;
  onOpen(): void;
  onSwitch(active: boolean): void;
}

function ProductRow({ product, onOpen, onSwitch }: ProductRowProps) {
  const { title, photo, price, unit, options, noticeHours, active } = product;
  const details = [
    `${money(price)} ${words.units[unit]}`,
    ...(noticeHours > 0 ? [t.notice(durationWords(noticeHours * 60))] : []),
    ...(options.length > 0 ? [count(options.length, t.options)] : []),
    ...(active ? [] : [t.off]),
  ];
  return (
    <>
      {photo ? <img className="thumb" src={`/admin/file/${photo}`} alt="" loading="lazy" /> : <span className="thumb" />}
      <button type="button" className="rule-open grow" onClick={onOpen} disabled={!mayManage}>
        <b className={active ? '' : 'muted'}>{titleOf(title)}</b>
        <span className="muted small">{details.join(' · ')}</span>
      </button>
      <Switch label={t.isOn(titleOf(title))} value={active} disabled={!mayManage} onChange={onSwitch} />
    </>
  );
}
