import React from 'react';
import type { ToldEvent } from '../../../../flows/webhooks/told-events.ts';
import { integrationsTexts } from '../../../texts/integrations.ts';
import { ago, count, said } from '../../anna.ts';
import { perform, tryTo, useAnswer } from '../../server.ts';
import { Await, Badge, Button, Card, Check, Confirm, Dialog, Empty, Field, Input, Tabs } from '../../ui/kit.tsx';
import { DeliveryLog, stateBadge } from './log.tsx';
import { ShownOnce } from './once.tsx';

interface Webhook {
  id: number;
  url: string;
  events: ToldEvent[];
  enabled: boolean;
  createdAt: number;
  last?: { state: 'waiting' | 'delivered' | 'failed'; at: number; reason: string | null };
}

const t = said(integrationsTexts);
const allEvents = Object.keys(t.events) as ToldEvent[];

/** The programs that are told of events: added, switched, looked into, taken away. */
export function Webhooks() {
  const webhooks = useAnswer<Webhook[]>('integrations', 'webhooks');
  const [adding, setAdding] = React.useState(false);
  const [secret, setSecret] = React.useState<string>();
  const [renewed, setRenewed] = React.useState<string>();
  const [removing, setRemoving] = React.useState<Webhook>();
  const [open, setOpen] = React.useState<Webhook>();
  const [changing, setChanging] = React.useState<Webhook>();

  async function add(url: string, events: ToldEvent[]): Promise<void> {
    const done = await tryTo(() => perform<{ secret: string }>('integrations', 'add-webhook', { url, events }));
    if (!done) return;
    setAdding(false);
    setSecret(done.secret);
    webhooks.again();
  }

  async function renew({ id }: Webhook): Promise<void> {
    const done = await tryTo(() => perform<{ secret: string }>('integrations', 'change-secret', { webhookId: id }));
    if (!done) return;
    setChanging(undefined);
    setRenewed(done.secret);
  }

  async function change(act: Act, form: object, done?: string): Promise<void> {
    await tryTo(() => perform('integrations', act, form), done);
    setRemoving(undefined);
    setChanging(undefined);
    webhooks.again();
  }

  const more = (
    <Button kind="main" icon="Plus" onPress={() => setAdding(true)}>
      {t.newWebhook}
    </Button>
  );
  return (
    <>
      <Await of={webhooks}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t.noWebhooks} text={t.noWebhooksHint} action={more} />
          ) : (
            <Card title={t.tabs.webhooks} actions={more} className="card-flush">
              <ul className="programs">
                {all.map((webhook) => (
                  <WebhookLine
                    key={webhook.id}
                    webhook={webhook}
                    onOpen={() => setOpen(webhook)}
                    onTest={() => change('test-webhook', { webhookId: webhook.id }, t.tested)}
                    onChange={() => setChanging(webhook)}
                    onSwitch={() => change('switch-webhook', { webhookId: webhook.id, enabled: !webhook.enabled })}
                    onRemove={() => setRemoving(webhook)}
                  />
                ))}
              </ul>
            </Card>
          )
        }
      </Await>
      {adding && <WebhookForm title={t.newWebhook} action={t.addWebhook} onSave={add} onClose={() => setAdding(false)} />}
      {changing && (
        <WebhookForm
          title={t.changeTitle}
          action={t.save}
          was={changing}
          onSave={(url, events) => change('change-webhook', { webhookId: changing.id, url, events }, t.changed)}
          onRenew={() => renew(changing)}
          onClose={() => setChanging(undefined)}
        />
      )}
      {renewed && <ShownOnce title={t.newSecretShown} text={t.newSecretText} secret={renewed} onClose={() => setRenewed(undefined)} />}
      {secret && <ShownOnce title={t.secretShown} text={t.secretOnce} secret={secret} onClose={() => setSecret(undefined)} />}
      {open && <DeliveryLog webhookId={open.id} url={open.url} onClose={() => setOpen(undefined)} />}
      {removing && (
        <Confirm
          title={t.removeTitle}
          text={t.removeText}
          action={t.remove}
          onYes={() => change('remove-webhook', { webhookId: removing.id }, t.removed)}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </>
  );
}

type Act = 'switch-webhook' | 'change-webhook' | 'test-webhook' | 'remove-webhook';

interface LineProps {
  webhook: Webhook;
  onOpen(): void;
  onTest(): unknown;
  onChange(): void;
  onSwitch(): unknown;
  onRemove(): void;
}

const WebhookLine = ({ webhook: { url, events, enabled, last }, ...on }: LineProps) => (
  <li className={enabled ? '' : 'program-gone'}>
    <div className="program-what">
      <strong className="program-url">{url}</strong>
      <div className="program-scopes">
        <Badge tone={enabled ? 'green' : 'grey'}>{enabled ? t.on : t.off}</Badge>
        <Badge title={events.map((each) => t.events[each]).join(', ')}>
          {events.length === 0 ? t.allEvents : count(events.length, t.eventsForms)}
        </Badge>
        {last && (
          <span className="muted small">
            {t.last}: {ago(last.at)} {stateBadge(last.state)}
          </span>
        )}
      </div>
    </div>
    <div className="program-state">
      <Button small icon="List" onPress={on.onOpen}>
        {t.log}
      </Button>
      {enabled && (
        <Button small onPress={on.onTest}>
          {t.test}
        </Button>
      )}
      <Button small onPress={on.onChange}>
        {t.change}
      </Button>
      <Button small onPress={on.onSwitch}>
        {enabled ? t.switchOff : t.switchOn}
      </Button>
      <Button small kind="quiet" icon="Trash2" title={t.remove} onPress={on.onRemove} />
    </div>
  </li>
);

interface FormProps {
  title: string;
  action: string;
  /** Absent: a new one. */
  was?: Webhook;
  onSave(url: string, events: ToldEvent[]): Promise<void>;
  onRenew?(): Promise<void>;
  onClose(): void;
}

const usual: ToldEvent[] = ['order.placed', 'order.moved', 'payment.received'];

function WebhookForm({ title, action, was, onSave, onRenew, onClose }: FormProps) {
  const all = was === undefined || was.events.length === 0;
  const [url, setUrl] = React.useState(was?.url ?? '');
  const [which, setWhich] = React.useState(all ? 'all' : 'chosen');
  const [chosen, setChosen] = React.useState<ToldEvent[]>(all ? usual : was.events);
  const toggle = (event: ToldEvent, on: boolean) => setChosen(on ? [...chosen, event] : chosen.filter((each) => each !== event));
  const events = which === 'all' ? [] : chosen;
  return (
    <Dialog title={title} onClose={onClose}>
      <Field label={t.url} hint={t.urlHint}>
        <Input value={url} onChange={setUrl} type="url" placeholder="https://crm.example.com/anna" />
      </Field>
      <fieldset className="choices">
        <legend className="field-label">{t.which}</legend>
        <Tabs
          value={which}
          onChange={setWhich}
          options={[
            ['all', t.all],
            ['chosen', t.chosen],
          ]}
        />
        {which === 'chosen' &&
          allEvents.map((event) => (
            <Check key={event} label={t.events[event]} value={chosen.includes(event)} onChange={(on) => toggle(event, on)} />
          ))}
      </fieldset>
      <div className="row row-end">
        {onRenew && (
          <Button icon="Key" onPress={onRenew}>
            {t.newSecret}
          </Button>
        )}
        <Button
          kind="main"
          disabled={url.trim() === '' || (which === 'chosen' && chosen.length === 0)}
          onPress={() => onSave(url.trim(), events)}
        >
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
