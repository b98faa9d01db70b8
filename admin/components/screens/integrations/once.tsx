import React from 'react';
import { integrationsTexts } from '../../../texts/integrations.ts';
import { said } from '../../anna.ts';
import { Button, Dialog } from '../../ui/kit.tsx';
import { toast } from '../../ui/toast.tsx';

const t = said(integrationsTexts);

/** Shows a secret the only time it can be seen. */
export function ShownOnce({ title, text, secret, onClose }: { title: string; text: string; secret: string; onClose(): void }) {
  const copy = async () => {
    await navigator.clipboard.writeText(secret);
    toast(t.copied, 'good');
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <code className="secret-once">{secret}</code>
      <div className="row row-end">
        <Button icon="Copy" onPress={copy}>
          {t.copy}
        </Button>
        <Button kind="main" onPress={onClose}>
          {t.done}
        </Button>
      </div>
    </Dialog>
  );
}
