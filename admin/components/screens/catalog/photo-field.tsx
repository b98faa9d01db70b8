import React from 'react';
import { catalogTexts } from '../../../texts/catalog.ts';
import { said } from '../../anna.ts';
import { tryTo, upload } from '../../server.ts';
import { Button } from '../../ui/kit.tsx';

const t = said(catalogTexts);

/** The product's picture: chosen from the computer or the phone. */
export function PhotoField({ photo, onChange }: { photo: string | null; onChange(photo: string | null): void }) {
  const picker = React.useRef<HTMLInputElement>(null);
  const choose = async (event: React.ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    event.target.value = '';
    const reference = file && (await tryTo(() => upload(file)));
    if (reference) onChange(reference);
  };
  return (
    <fieldset className="field">
      <legend className="field-label">{t.photo}</legend>
      {photo ? <img className="photo" src={`/admin/file/${photo}`} alt={t.photo} /> : <span className="photo photo-none">{t.noPhoto}</span>}
      <input
        ref={picker}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        onChange={(event) => void choose(event)}
        hidden
        aria-label={t.choosePhoto}
      />
      <div className="row">
        <Button small icon="Image" onPress={() => picker.current?.click()}>
          {t.choosePhoto}
        </Button>
        {photo && <Button small kind="quiet" icon="X" title={t.dropPhoto} onPress={() => onChange(null)} />}
      </div>
    </fieldset>
  );
}
