import React from 'react';
import { sourcesTexts } from '../../texts/sources.ts';
import { money, number, said } from '../anna.ts';
import { perform, tryTo, useAnswer } from '../server.ts';
import { Await, Button, Card, Confirm, Dialog, Empty, Field, Input, Page } from '../ui/kit.tsx';
import { toast } from '../ui/toast.tsx';

interface Source {
  /** Null: nobody named it; it came by an address of its own. */
  id: number | null;
  code: string;
  title: string;
  clients: number;
  orders: number;
  lost: number;
  sum: number;
}

interface Link {
  where: keyof (typeof t)['where'];
  url: string;
  qr: string;
}

const t = said(sourcesTexts);

/** Where clients come from. */
export default function Sources() {
  const sources = useAnswer<Source[]>('sources', 'all');
  const [adding, setAdding] = React.useState(false);
  const [shown, setShown] = React.useState<{ code: string; title: string }>();
  const [removing, setRemoving] = React.useState<Source>();
  const remove = async ({ id }: Source) => {
    await tryTo(() => perform('sources', 'remove', { sourceId: id }));
    setRemoving(undefined);
    sources.again();
  };
  const add = (
    <Button kind="main" icon="Plus" onPress={() => setAdding(true)}>
      {t.add}
    </Button>
  );
  return (
    <Page title={t.title} hint={t.hint} actions={add}>
      <Await of={sources}>
        {(all) =>
          all.length === 0 ? (
            <Card>
              <Empty title={t.empty} text={t.emptyHint} action={add} />
            </Card>
          ) : (
            <Card className="card-flush">
              <Table all={all} onShow={setShown} onRemove={setRemoving} />
            </Card>
          )
        }
      </Await>
      {adding && (
        <Add
          onClose={() => setAdding(false)}
          onMade={(made) => {
            setAdding(false);
            setShown(made);
            sources.again();
          }}
        />
      )}
      {shown && <Links source={shown} onClose={() => setShown(undefined)} />}
      {removing && (
        <Confirm
          title={t.removeTitle(removing.title)}
          text={t.removeText}
          action={t.remove}
          onYes={() => remove(removing)}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </Page>
  );
}

interface TableProps {
  all: Source[];
  onShow(source: Source): void;
  onRemove(source: Source): void;
}

const Table = ({ all, onShow, onRemove }: TableProps) => (
  <div className="table-scroll">
    <table className="table">
      <thead>
        <tr>
          <th>{t.title}</th>
          <th className="num">{t.clients}</th>
          <th className="num">{t.orders}</th>
          <th className="num">{t.lost}</th>
          <th className="num">{t.sum}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {all.map((source) => (
          <tr key={source.code}>
            <td className="cell-title">{source.title}</td>
            <td className="num" data-label={t.clients}>
              {number(source.clients)}
            </td>
            <td className="num" data-label={t.orders}>
              {number(source.orders)}
            </td>
            <td className="num" data-label={t.lost}>
              {number(source.lost)}
            </td>
            <td className="num" data-label={t.sum}>
              {money(source.sum)}
            </td>
            <td>
              {source.id !== null && (
                <div className="row row-right">
                  <Button small onPress={() => onShow(source)}>
                    {t.links}
                  </Button>
                  <Button small kind="quiet" icon="Trash2" title={t.remove} onPress={() => onRemove(source)} />
                </div>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

function Add({ onClose, onMade }: { onClose(): void; onMade(made: { code: string; title: string }): void }) {
  const [title, setTitle] = React.useState('');
  const make = async () => {
    const code = await tryTo(() => perform<string>('sources', 'make', { title }), t.made);
    if (code !== undefined) onMade({ code, title });
  };
  return (
    <Dialog title={t.add} onClose={onClose}>
      <Field label={t.what}>
        <Input value={title} onChange={setTitle} placeholder={t.example} />
      </Field>
      <div className="row row-end">
        <Button kind="main" disabled={title.trim() === ''} onPress={make}>
          {t.make}
        </Button>
      </div>
    </Dialog>
  );
}

function Links({ source, onClose }: { source: { code: string; title: string }; onClose(): void }) {
  const links = useAnswer<Link[]>('sources', 'links', { code: source.code });
  const copy = async (url: string) => {
    await navigator.clipboard.writeText(url);
    toast(t.copied);
  };
  return (
    <Dialog wide title={`${t.links}: ${source.title}`} onClose={onClose}>
      <Await of={links}>
        {(all) => (
          <div className="grid-2">
            {all.map(({ where, url, qr }) => (
              <Card key={where} title={t.where[where]}>
                <div className="source-link">
                  <img src={qr} alt={url} width={148} height={148} />
                  <div className="stack">
                    <code>{url}</code>
                    <Button small onPress={() => copy(url)}>
                      {t.copy}
                    </Button>
                    <a href={qr} download={`${source.code}-${where}.png`}>
                      {t.download}
                    </a>
                  </div>
                </div>
              </Card>
            ))}
          </div>
        )}
      </Await>
    </Dialog>
  );
}
