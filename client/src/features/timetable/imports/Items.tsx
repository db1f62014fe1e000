import type { Import, ImportChoices, ImportItem } from '@pluriclasse/shared/api/imports';
import { Minus, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { cx } from '../../../components/cx.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { Row, Rows } from '../../../components/Rows.tsx';
import { groupBy } from '../../../lib/groupBy.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useWhen } from '../../../lib/when.ts';
import { useItemWords } from './useItemWords.ts';
import css from './imports.module.css';

/** Rows of a group shown before one asks for all. */
const first = 15;
const kinds = ['known', 'bells', 'class', 'room', 'closure', 'entry'] as const;

export interface ItemsProps {
  data: Import;
  choices: ImportChoices;
  /** Undefined: it is done, nothing can be left out any more. */
  onChoose: ((change: Partial<ImportChoices>) => void) | undefined;
}

/** All that would come, change or go, in groups; lessons class by class. Anything can be left out. */
export function Items({ data, choices, onChoose }: ItemsProps) {
  const { t } = useTranslation('imports');
  const { list } = useWhen();
  /** The classes of a lesson, by which lessons are grouped. */
  const classesOf = (item: ImportItem) => (item.of === 'entry' ? list((item.after ?? item.before)?.classes ?? []) : '');
  const groups = groupBy(data.items, ({ of }) => of);
  if (data.items.length === 0) {
    return (
      <Paper>
        <EmptyState title={t('items.none')}>{t('items.noneWords')}</EmptyState>
      </Paper>
    );
  }
  const leave = (keys: readonly string[], out: boolean) =>
    onChoose?.({
      leaveOut: out
        ? [...new Set([...choices.leaveOut, ...keys])]
        : choices.leaveOut.filter((key) => !keys.includes(key)),
    });
  return kinds.flatMap((of) => {
    const items = groups.get(of) ?? [];
    if (items.length === 0) return [];
    const parts: [string, ImportItem[]][] =
      of === 'entry'
        ? [...groupBy(items, classesOf)].map(([name, some]) => [t('items.entriesOf', { name }), some])
        : [[t(`items.${of}`), items]];
    return parts.map(([title, some]) => (
      <Group
        key={`${of} ${title}`}
        title={title}
        items={some}
        leftOut={new Set(choices.leaveOut)}
        onLeave={onChoose && leave}
        span={choices}
      />
    ));
  });
}

interface GroupProps {
  title: string;
  items: readonly ImportItem[];
  leftOut: ReadonlySet<string>;
  onLeave: ((keys: readonly string[], out: boolean) => void) | undefined;
  /** How long lessons hold, unless they say otherwise. */
  span: Pick<ImportChoices, 'from' | 'to'>;
}

const signs = { add: Plus, change: Pencil, remove: Minus };
const states = { add: 'good', change: 'slow', remove: 'trouble' } as const;
const changeOf = ({ before, after }: ImportItem) => (before === null ? 'add' : after === null ? 'remove' : 'change');

function Group({ title, items, leftOut, onLeave, span }: GroupProps) {
  const { t } = useTranslation('imports');
  const { words } = useItemWords(span);
  const [all, setAll] = useState(false);
  const out = items.filter(({ key }) => leftOut.has(key)).length;
  const keys = items.map(({ key }) => key);
  return (
    <Paper
      title={title}
      aside={
        onLeave &&
        items.length > 1 && (
          <Button
            size="dense"
            aria-label={t(out < items.length ? 'items.leaveAllOf' : 'items.takeAllOf', { name: title })}
            onClick={() => onLeave(keys, out < items.length)}
          >
            {t(out < items.length ? 'items.leaveAll' : 'items.takeAll')}
          </Button>
        )
      }
    >
      <Rows label={title}>
        {(all ? items : items.slice(0, first)).map((item) => {
          const change = changeOf(item);
          const { after, before } = words(item);
          const isOut = leftOut.has(item.key);
          return (
            <Row
              key={item.key}
              className={cx(isOut && css.out)}
              start={
                <Chip state={isOut ? 'plain' : states[change]} icon={signs[change]} className={css.sign ?? ''}>
                  {t(`changes.${change}`)}
                </Chip>
              }
              end={
                onLeave && (
                  <Button
                    size="dense"
                    aria-label={t(isOut ? 'items.takeOne' : 'items.leaveOne', { name: after ?? before ?? '' })}
                    onClick={() => onLeave([item.key], !isOut)}
                  >
                    {t(isOut ? 'items.take' : 'items.leave')}
                  </Button>
                )
              }
            >
              {after ?? before}
              {change === 'change' && <span className={css.facts}>{t('items.was', { words: before ?? '' })}</span>}
            </Row>
          );
        })}
      </Rows>
      {items.length > first && (
        <Button kind="bare" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('fewer') : t('showAll', { count: items.length })}
        </Button>
      )}
    </Paper>
  );
}
