import { readDraft, type CapsuleDraft } from '@pluriclasse/shared/api/capsules';
import {
  followCatchUps,
  readChecks,
  saveChecks,
  type CheckSheet,
  type KeptCheckSheet,
} from '@pluriclasse/shared/api/catchUps';
import type { Check } from '@pluriclasse/shared/capsule/checks';
import { toPresented, without, within, type Stretch } from '@pluriclasse/shared/capsule/stretches';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { Flag, PencilLine, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { ErrorLine } from '../../../components/ErrorLine.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { ReadState } from '../../../components/ReadState.tsx';
import { Row, Rows } from '../../../components/Rows.tsx';
import { errorText } from '../../../lib/errorText.ts';
import { useKeptChange, useRead } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { CheckDialog } from './CheckDialog.tsx';
import css from './desk.module.css';
import { momentText } from './moment.ts';
import { TaskDialog } from './TaskDialog.tsx';

export interface ChecksSectionProps {
  capsuleId: CapsuleId;
  /** Where the player is, in milliseconds of viewers. */
  now?: (() => number) | undefined;
}

/** A capsule's checks and its closing task, for those who may change them. */
export function ChecksSection(props: ChecksSectionProps) {
  const { t } = useTranslation('catch-up');
  const params = { capsuleId: props.capsuleId };
  const sheets = useRead(readChecks, { params });
  const drafts = useRead(readDraft, { params });
  const failed = { title: t('desk.failed') };
  return (
    <Paper title={t('desk.checks')}>
      <ReadState read={drafts} failed={failed}>
        {(draft) => (
          <ReadState read={sheets} failed={failed}>
            {(sheet) => <Sheet {...props} sheet={sheet} kept={keptOf(draft)} />}
          </ReadState>
        )}
      </ReadState>
    </Paper>
  );
}

const keptOf = ({ recorded, edit }: CapsuleDraft): Stretch[] =>
  without(edit.trim ? within(recorded, [edit.trim]) : recorded, edit.hidden);

type Open = { kind: 'none' | 'new' | 'task' } | { kind: 'edit'; check: Check };

interface SheetProps extends ChecksSectionProps {
  sheet: KeptCheckSheet;
  /** What viewers get, in the recording's time; normalised. */
  kept: readonly Stretch[];
}

function Sheet({ capsuleId, kept, now, sheet }: SheetProps) {
  const { t } = useTranslation('catch-up');
  const { t: common } = useTranslation('common');
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const params = { capsuleId };
  const change = useKeptChange(saveChecks, readChecks, { params }, [followCatchUps]);
  const close = () => {
    change.reset();
    setOpen({ kind: 'none' });
  };
  const { revision, checks, task } = sheet;
  const save = (part: Partial<CheckSheet>) =>
    change.mutate({ params, body: { revision, sheet: { checks, task, ...part } } }, { onSuccess: close });
  const others = (check: Check) => checks.filter(({ checkId }) => checkId !== check.checkId);
  const dialog = { busy: change.isPending, error: change.error, onClose: close };
  return (
    <div className={css.stack}>
      {checks.length === 0 && <p className={css.note}>{t('desk.checksNone')}</p>}
      <Rows label={t('desk.checks')}>
        {checks.map((check) => (
          <CheckRow
            key={check.checkId}
            check={check}
            kept={kept}
            onEdit={() => setOpen({ kind: 'edit', check })}
            onRemove={() => save({ checks: others(check) })}
          />
        ))}
      </Rows>
      {open.kind === 'none' && change.error && <ErrorLine>{errorText(common, change.error)}</ErrorLine>}
      <Button icon={Plus} onClick={() => setOpen({ kind: 'new' })}>
        {t('desk.add')}
      </Button>
      <h3>{t('desk.task')}</h3>
      {task === null ? (
        <p className={css.note}>{t('desk.taskNone')}</p>
      ) : (
        <div>
          <p className={css.words}>{task.ask}</p>
          <p className={css.note}>{t(`desk.taskHow.${task.how}`)}</p>
        </div>
      )}
      <div className={css.acts}>
        <Button icon={PencilLine} onClick={() => setOpen({ kind: 'task' })}>
          {t(task === null ? 'desk.taskAdd' : 'desk.taskEdit')}
        </Button>
        {task !== null && <Button onClick={() => save({ task: null })}>{t('desk.taskRemove')}</Button>}
      </div>
      {open.kind === 'new' && (
        <CheckDialog {...dialog} kept={kept} now={now} onSave={(check) => save({ checks: [...checks, check] })} />
      )}
      {open.kind === 'edit' && (
        <CheckDialog
          {...dialog}
          check={open.check}
          kept={kept}
          now={now}
          onSave={(check) => save({ checks: [...others(check), check] })}
        />
      )}
      {open.kind === 'task' && <TaskDialog {...dialog} task={task} onSave={(next) => save({ task: next })} />}
    </div>
  );
}

interface CheckRowProps {
  check: Check;
  kept: readonly Stretch[];
  onEdit: () => void;
  onRemove: () => void;
}

function CheckRow({ check, kept, onEdit, onRemove }: CheckRowProps) {
  const { t } = useTranslation('catch-up');
  const { t: common } = useTranslation('common');
  const at = momentText(toPresented(kept, check.at));
  const isCut = !kept.some(({ from, to }) => check.at >= from && check.at <= to);
  return (
    <Row
      start={<span className={css.at}>{at}</span>}
      end={
        <>
          <Button size="dense" aria-label={t('desk.editLabel', { at })} onClick={onEdit}>
            {t('desk.edit')}
          </Button>
          <Button size="dense" aria-label={t('desk.removeLabel', { at })} onClick={onRemove}>
            {common('remove')}
          </Button>
        </>
      }
    >
      <span className={css.words}>{check.ask}</span> <Chip icon={Flag}>{t(`desk.kinds.${check.kind}`)}</Chip>
      {isCut && <p className={css.note}>{t('desk.cut')}</p>}
    </Row>
  );
}
