import React from 'react';
import type { Localized } from '../../../../db/schema/words.ts';
import type { Section } from '../../../../flows/catalog/products.ts';
import { catalogTexts } from '../../../texts/catalog.ts';
import { shopWords } from '../../../texts/shop-words.ts';
import { said } from '../../anna.ts';
import { perform, tryTo } from '../../server.ts';
import { Button, Dialog } from '../../ui/kit.tsx';
import { LocalizedField } from '../../ui/localized.tsx';

const t = said(catalogTexts);
const words = said(shopWords);

/** The name of a section. */
export function SectionWindow({ section, onClose }: { section: Section | undefined; onClose(): void }) {
  const [title, setTitle] = React.useState<Localized>(section?.title ?? {});
  const save = async () => {
    const form = { title, ...(section && { sectionId: section.id }) };
    if ((await tryTo(() => perform<number>('catalog', 'saveSection', form), words.saved)) !== undefined) onClose();
  };
  return (
    <Dialog title={section ? t.sectionTitle : t.newSection} onClose={onClose}>
      <LocalizedField label={t.name} value={title} onChange={setTitle} maxLength={60} />
      <div className="row row-end">
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button kind="main" disabled={Object.values(title).every((each) => !each.trim())} onPress={save}>
          {words.save}
        </Button>
      </div>
    </Dialog>
  );
}
