import React from 'react';
import type { Rule } from '../../../flows/automation/run-rule.ts';
import { rulesTexts } from '../../texts/rules.ts';
import { shopWords } from '../../texts/shop-words.ts';
import { can, said, titleOf } from '../anna.ts';
import { perform, tryTo, useAnswer } from '../server.ts';
import { Await, Badge, Button, Card, Empty, Input, Page, Select, Tabs, useQuery } from '../ui/kit.tsx';
import '../ui/shop-parts.css';
import { Sortable } from '../ui/sortable.tsx';
import { Switch } from '../ui/switch.tsx';
import { RuleEditor } from './rules/rule-editor.tsx';
import { RuleLog } from './rules/rule-log.tsx';
import { type Ground, nameIn, ruleSentence } from './rules/sentence.ts';

const t = said(rulesTexts);

/** What the shop does by itself: the rules, one of them in its editor, and the log of what they did. */
export default function Rules() {
  const ground = useAnswer<Ground>('rules', 'ground');
  const rules = useAnswer<Rule[]>('rules', 'all');
  const [view, setView] = useQuery('view', 'list');
  const [id, setId] = useQuery('id', '', 'push');
  const close = () => {
    setId('');
    rules.again();
  };
  return (
    <Await of={ground}>
      {(known) => (
        <Await of={rules}>
          {(all) => {
            const rule = all.find((each) => String(each.id) === id);
            if (rule || id === 'new') return <RuleEditor key={id} rule={rule} ground={known} onClose={close} />;
            const add = can('rules.manage') && (
              <Button kind="main" icon="Plus" onPress={() => setId('new')}>
                {t.add}
              </Button>
            );
            return (
              <Page title={t.title} hint={t.hint} actions={add}>
                <Tabs
                  value={view}
                  onChange={setView}
                  options={[
                    ['list', t.list],
                    ['log', t.log],
                  ]}
                />
                {view === 'log' ? (
                  <RuleLog ground={known} />
                ) : (
                  <RuleList rules={all} ground={known} onOpen={setId} onChanged={rules.again} />
                )}
              </Page>
            );
          }}
        </Await>
      )}
    </Await>
  );
}

interface RuleListProps {
  rules: Rule[];
  ground: Ground;
  onOpen(id: string): void;
  onChanged(): void;
}

/** By event, for only rules of one event run after one another. */
function RuleList({ rules, ground, onOpen, onChanged }: RuleListProps) {
  const [text, setText] = useQuery('text');
  const [which, setWhich] = useQuery('which');
  const shown = rules.filter(
    (rule) => (which === '' || rule.enabled === (which === 'on')) && wordsOf(rule, ground).includes(text.toLowerCase()),
  );
  const groups = Map.groupBy(shown, ({ event }) => event);
  const act = async (name: string, form: object) => {
    await tryTo(() => perform('rules', name, form), said(shopWords).saved);
    onChanged();
  };
  const mayOrder = can('rules.manage') && shown.length === rules.length;
  const reorder = (ids: number[]) => {
    const places = rules.flatMap(({ id }, index) => (ids.includes(id) ? [index] : []));
    const all = rules.map(({ id }) => id);
    places.forEach((place, index) => {
      all[place] = ids[index] ?? 0;
    });
    return act('reorder', { ruleIds: all });
  };
  if (rules.length === 0)
    return (
      <Card>
        <Empty title={t.empty} text={t.emptyHint} />
      </Card>
    );
  return (
    <>
      <div className="row rule-filters">
        <Input value={text} onChange={setText} placeholder={t.search} />
        <Select
          label={t.all}
          value={which}
          onChange={setWhich}
          options={[
            ['', t.all],
            ['on', t.on],
            ['off', t.off],
          ]}
        />
      </div>
      {shown.length === 0 && <Empty title={t.nothing} />}
      {ground.events
        .filter(({ name }) => groups.has(name))
        .map(({ name }) => (
          <Card
            key={name}
            className="card-flush"
            title={`${t.when} ${nameIn(ground.words.events, name)}`}
            actions={<Badge>{groups.get(name)?.length}</Badge>}
          >
            <Sortable name={name} rows={groups.get(name) ?? []} onOrder={mayOrder ? (ids) => void reorder(ids) : undefined}>
              {(rule) => (
                <>
                  <Switch
                    label={t.isOn(titleOf(rule.title))}
                    value={rule.enabled}
                    disabled={!can('rules.manage')}
                    onChange={(enabled) => void act('switch', { ruleId: rule.id, enabled })}
                  />
                  <button type="button" className="rule-open grow" onClick={() => onOpen(String(rule.id))}>
                    <b className={rule.enabled ? '' : 'muted'}>{titleOf(rule.title)}</b>
                    <span className="muted small">{ruleSentence(rule, ground)}</span>
                  </button>
                </>
              )}
            </Sortable>
          </Card>
        ))}
    </>
  );
}

const wordsOf = (rule: Rule, ground: Ground): string => `${titleOf(rule.title)} ${ruleSentence(rule, ground)}`.toLowerCase();
