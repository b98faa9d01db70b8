import React from 'react';
import { clientTexts } from '../../../texts/client.ts';
import { frameTexts } from '../../../texts/frame.ts';
import { anna, said } from '../../anna.ts';
import { perform, tryTo } from '../../server.ts';
import { Button, Dialog, Field, Input, Select } from '../../ui/kit.tsx';
import { shownBirthday, typedBirthday } from '../../ui/typed-date.ts';
import type { ClientCard } from '../client.tsx';
import { channelName } from '../people/bubble.tsx';

const t = said(clientTexts);

/** The card's form: only what was changed is written. */
export function EditClient({ card: { client, identities, team }, onClose }: { card: ClientCard; onClose(): void }) {
  const [name, setName] = React.useState(client.name ?? '');
  const [phone, setPhone] = React.useState(client.shownPhone ?? '');
  const [birthday, setBirthday] = React.useState(shownBirthday(client.birthday ?? '', anna.language));
  const [language, setLanguage] = React.useState<string>(client.language);
  const [status, setStatus] = React.useState<string>(client.status);
  const [responsible, setResponsible] = React.useState(String(client.responsibleId ?? ''));
  const [channel, setChannel] = React.useState(client.preferredChannel ?? '');
  const [fields, setFields] = React.useState(Object.entries(client.fields));
  const open = [...new Set(identities.filter(({ closedAt }) => closedAt === null).map((each) => each.channel))];
  const save = async () => {
    const removed = Object.keys(client.fields).filter((field) => fields.every(([each]) => each !== field));
    const change = {
      ...(name !== (client.name ?? '') && { name }),
      ...(phone !== (client.shownPhone ?? '') && { phone }),
      ...(birthday !== shownBirthday(client.birthday ?? '', anna.language) && { birthday: typedBirthday(birthday) ?? birthday }),
      ...(language !== client.language && { language }),
      ...(status !== client.status && { status }),
      ...(responsible !== String(client.responsibleId ?? '') && { responsibleId: responsible ? Number(responsible) : null }),
      ...(channel !== (client.preferredChannel ?? '') && { preferredChannel: channel || null }),
      fields: {
        ...Object.fromEntries(removed.map((field) => [field, ''])),
        ...Object.fromEntries(fields.filter(([field]) => field.trim() !== '')),
      },
    };
    const saved = await tryTo(async () => {
      await perform('client', 'edit', { id: client.id, change });
      return true;
    }, t.saved);
    if (saved) onClose();
  };
  const setField = (at: number, field: [string, string]) => setFields(fields.map((each, place) => (place === at ? field : each)));
  return (
    <Dialog title={t.edit} onClose={onClose} wide>
      <div className="grid-2">
        <Field label={t.name}>
          <Input value={name} onChange={setName} maxLength={80} />
        </Field>
        <Field label={t.phone}>
          <Input value={phone} onChange={setPhone} inputMode="tel" />
        </Field>
        <Field label={t.status}>
          <Select value={status} onChange={setStatus} options={Object.entries(t.statuses)} />
        </Field>
        <Field label={t.responsible}>
          <Select
            value={responsible}
            onChange={setResponsible}
            options={[['', t.nobody], ...team.map(({ id, name: who }) => [String(id), who] as const)]}
          />
        </Field>
        <Field label={t.language}>
          <Select value={language} onChange={setLanguage} options={Object.entries(t.languages)} />
        </Field>
        <Field label={t.birthday} hint={t.birthdayHint}>
          <Input value={birthday} onChange={setBirthday} maxLength={10} />
        </Field>
        <Field label={t.preferredChannel}>
          <Select
            value={channel}
            onChange={setChannel}
            options={[['', t.noWish], ...open.map((each) => [each, channelName(each)] as const)]}
          />
        </Field>
      </div>
      <h3>{t.fields}</h3>
      {fields.map(([field, value], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a field has no name yet while it is typed
        <div className="row" key={at}>
          <Input value={field} onChange={(next) => setField(at, [next, value])} placeholder={t.fieldName} maxLength={40} />
          <Input value={value} onChange={(next) => setField(at, [field, next])} placeholder={t.fieldValue} maxLength={500} />
          <Button
            small
            kind="quiet"
            icon="X"
            title={said(frameTexts).clear}
            onPress={() => setFields(fields.filter((_, place) => place !== at))}
          />
        </div>
      ))}
      <div className="row">
        <Button small icon="Plus" onPress={() => setFields([...fields, ['', '']])}>
          {t.addField}
        </Button>
      </div>
      <div className="row row-end">
        <Button onPress={onClose}>{said(frameTexts).cancel}</Button>
        <Button kind="main" onPress={save}>
          {said(frameTexts).save}
        </Button>
      </div>
    </Dialog>
  );
}
