import type { CapsuleDraft } from '@pluriclasse/shared/api/capsules';
import { toRecorded } from '@pluriclasse/shared/capsule/stretches';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { CircleAlert, Redo2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Banner } from '../../../components/Banner.tsx';
import { Button } from '../../../components/Button.tsx';
import { ErrorLine } from '../../../components/ErrorLine.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { errorText } from '../../../lib/errorText.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { chaptersOf, isPage, keptOf, trimAt, wholeOf } from './changes.ts';
import { Chapters } from './Chapters.tsx';
import css from './edit.module.css';
import { HiddenStretches } from './HiddenStretches.tsx';
import { LeaveDialog } from '../../../components/LeaveDialog.tsx';
import { Preview } from './Preview.tsx';
import { TimeField } from './TimeField.tsx';
import { Timeline } from './Timeline.tsx';
import { Trim } from './Trim.tsx';
import { useEditing } from './useEditing.ts';

export interface EditorProps {
  capsuleId: CapsuleId;
  draft: CapsuleDraft;
  /** Where the player is, in milliseconds of what viewers see. */
  playerAt: () => number;
  onSaved: () => void;
}

/** Trims, hides, names chapters; nothing changes for viewers before it is saved. */
export function Editor({ capsuleId, draft, playerAt, onSaved }: EditorProps) {
  const { t } = useTranslation('capsules');
  const { t: common } = useTranslation('common');
  const editing = useEditing(capsuleId, draft);
  const { edit, base, unsaved, conflict, error, saving } = editing;
  const whole = wholeOf(base.recorded);
  const [head, setHead] = useState(whole.from);
  const nothingLeft = keptOf(base.recorded, edit).length === 0;
  const untitled = edit.chapters?.some((one) => !isPage(one) && one.title.trim() === '') ?? false;
  return (
    <Paper title={t('edit.title')} className={css.editor}>
      <p className={css.note}>{t('edit.words')}</p>
      <Timeline
        recorded={base.recorded}
        edit={edit}
        chapters={chaptersOf(base, edit)}
        head={head}
        onHead={setHead}
        onTrim={(end, at) => editing.change(trimAt(base.recorded, edit, end, at), `trim ${end}`)}
      />
      <div className={css.place}>
        <TimeField label={t('edit.headField')} value={head} max={whole.to} onChange={setHead} />
        <Button onClick={() => setHead(toRecorded(keptOf(draft.recorded, draft.edit), playerAt()))}>
          {t('edit.fromPlayer')}
        </Button>
        <Button icon={Undo2} disabled={!editing.canUndo} onClick={editing.undo}>
          {t('edit.undo')}
        </Button>
        <Button icon={Redo2} disabled={!editing.canRedo} onClick={editing.redo}>
          {t('edit.redo')}
        </Button>
      </div>
      <div className={css.parts}>
        <div className={css.side}>
          <Trim editing={editing} head={head} />
          <Preview editing={editing} />
        </div>
        <HiddenStretches editing={editing} head={head} />
        <Chapters editing={editing} head={head} />
      </div>
      {conflict && (
        <Banner
          state="trouble"
          icon={CircleAlert}
          act={
            <>
              <Button onClick={editing.takeTheirs}>{t('edit.conflict.theirs')}</Button>
              <Button onClick={editing.keepMine}>{t('edit.conflict.mine')}</Button>
            </>
          }
        >
          <b>{t('edit.conflict.title')}.</b> {t('edit.conflict.words')}
        </Banner>
      )}
      {error && !conflict && unsaved && <ErrorLine>{errorText(common, error)}</ErrorLine>}
      {nothingLeft && <ErrorLine>{t('edit.nothingLeft')}</ErrorLine>}
      <div className={css.save}>
        <Button
          kind="primary"
          busy={saving}
          disabled={!unsaved || conflict || nothingLeft || untitled}
          onClick={() =>
            editing.save(() => {
              showToast(t('edit.saved'));
              onSaved();
            })
          }
        >
          {t('edit.save')}
        </Button>
        <span className={css.note} role="status">
          {t(unsaved ? 'edit.unsaved' : 'edit.allSaved')}
        </span>
      </div>
      <LeaveDialog unsaved={unsaved} say={(word) => t(`leave.${word}`)} />
    </Paper>
  );
}
