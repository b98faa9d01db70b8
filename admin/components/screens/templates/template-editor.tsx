import React from 'react';
import type { Localized } from '../../../../db/schema/words.ts';
import type { Template } from '../../../../flows/templates/save-template.ts';
import { shopWords } from '../../../texts/shop-words.ts';
import { templatesTexts } from '../../../texts/templates.ts';
import { said } from '../../anna.ts';
import { perform, tryTo } from '../../server.ts';
import { Button, Dialog } from '../../ui/kit.tsx';
import { LocalizedField } from '../../ui/localized.tsx';
import { type TextField, TextPreview, TextWithFields } from '../../ui/text-with-fields.tsx';

const t = said(templatesTexts);
const words = said(shopWords);

interface TemplateEditorProps {
  /** Undefined: a new one. */
  template: Template | undefined;
  fields: readonly TextField[];
  onClose(): void;
}

/** One ready answer in a window, with how it arrives on each channel. */
export function TemplateEditor({ template, fields, onClose }: TemplateEditorProps) {
  const [seen] = React.useState(template);
  const [title, setTitle] = React.useState<Localized>(template?.title ?? {});
  const [text, setText] = React.useState<Localized>(template?.text ?? {});
  const save = async () => {
    const form = { ...(template && { templateId: template.id, seen }), template: { title, text } };
    const saved = await tryTo(() => perform<number>('templates', 'save', form), words.saved);
    if (saved !== undefined) onClose();
  };
  const isWhole = [title, text].every((each) => Object.values(each).some((said) => said.trim()));
  return (
    <Dialog wide title={template ? t.editTitle : t.addTitle} onClose={onClose}>
      <div className="stack">
        <LocalizedField label={t.name} hint={t.nameHint} value={title} onChange={setTitle} maxLength={60} />
        <TextWithFields label={t.text} value={text} onChange={setText} fields={fields} />
        <TextPreview screen="templates" text={text} channels={['telegram', 'whatsapp', 'sms']} />
      </div>
      <div className="row row-end">
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button kind="main" disabled={!isWhole} onPress={save}>
          {words.save}
        </Button>
      </div>
    </Dialog>
  );
}
