import React from 'react';
import { useNavigate } from 'react-router-dom';
import { clientsTexts } from '../../texts/clients.ts';
import { frameTexts } from '../../texts/frame.ts';
import { newOrderTexts } from '../../texts/new-order.ts';
import { said, screenUrl } from '../anna.ts';
import { perform, tryTo } from '../server.ts';
import { Button, Card, Field, Input, Page } from '../ui/kit.tsx';

const t = said(newOrderTexts);

/** A name and a number; then the card opens. */
export default function NewClient() {
  const navigate = useNavigate();
  const [name, setName] = React.useState('');
  const [phone, setPhone] = React.useState('');
  const add = async () => {
    const id = await tryTo(() => perform<number>('new-client', 'add', { name, phone }));
    if (id !== undefined) navigate(screenUrl('client', { id }), { replace: true });
  };
  return (
    <Page title={said(clientsTexts).create}>
      <Card>
        <div className="grid-2">
          <Field label={t.name}>
            <Input value={name} onChange={setName} maxLength={80} />
          </Field>
          <Field label={t.phone} hint={t.phoneHint}>
            <Input value={phone} onChange={setPhone} inputMode="tel" />
          </Field>
        </div>
        <div className="row row-end">
          <Button kind="main" disabled={name.trim() === '' || phone.trim() === ''} onPress={add}>
            {said(frameTexts).save}
          </Button>
        </div>
      </Card>
    </Page>
  );
}
