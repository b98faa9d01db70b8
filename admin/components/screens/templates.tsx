import React from 'react';
import type { Template } from '../../../flows/templates/save-template.ts';
import { shopWords } from '../../texts/shop-words.ts';
import { templatesTexts } from '../../texts/templates.ts';
import { said, titleOf } from '../anna.ts';
import { perform, tryTo, useAnswer } from '../server.ts';
import { Await, Button, Card, Confirm, Empty, Page } from '../ui/kit.tsx';
import '../ui/shop-parts.css';
import { Sortable } from '../ui/sortable.tsx';
import type { TextField } from '../ui/text-with-fields.tsx';
import { TemplateEditor } from './templates/template-editor.tsx';

interface Answer {
  templates: Template[];
  fields: TextField[];
}

const t = said(templatesTexts);
const words = said(shopWords);

/** Ready answers in their order. */
export default function Templates() {
  const answers = useAnswer<Answer>('templates', 'all');
  const [editing, setEditing] = React.useState<Template | 'new'>();
  const [removing, setRemoving] = React.useState<Template>();
  const close = () => {
    setEditing(undefined);
    setRemoving(undefined);
    answers.again();
  };
  const act = async (name: string, form: object, done: string) => {
    await tryTo(() => perform('templates', name, form), done);
    close();
  };
  const add = (
    <Button kind="main" icon="Plus" onPress={() => setEditing('new')}>
      {t.add}
    </Button>
  );
  return (
    <Page title={t.title} hint={t.hint} actions={add}>
      <Await of={answers}>
        {({ templates }) =>
          templates.length === 0 ? (
            <Card>
              <Empty title={t.empty} text={t.emptyHint} />
            </Card>
          ) : (
            <Card className="card-flush">
              <Sortable name="templates" rows={templates} onOrder={(templateIds) => void act('reorder', { templateIds }, words.saved)}>
                {(template) => (
                  <>
                    <div className="grow">
                      <b>{titleOf(template.title)}</b>
                      <p className="muted">{titleOf(template.text)}</p>
                    </div>
                    <Button small icon="Edit2" title={words.edit} onPress={() => setEditing(template)} />
                    <Button small kind="quiet" icon="Trash2" title={words.remove} onPress={() => setRemoving(template)} />
                  </>
                )}
              </Sortable>
            </Card>
          )
        }
      </Await>
      {editing && <TemplateEditor template={editing === 'new' ? undefined : editing} fields={answers.data?.fields ?? []} onClose={close} />}
      {removing && (
        <Confirm
          title={t.removeTitle(titleOf(removing.title))}
          text={t.removeText}
          action={words.remove}
          onClose={() => setRemoving(undefined)}
          onYes={() => act('remove', { templateId: removing.id }, words.removed)}
        />
      )}
    </Page>
  );
}
