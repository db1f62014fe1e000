import { captionFilePath, type CaptionDraft } from '@pluriclasse/shared/api/captions';
import { fateOf, presentCues, type Captions, type Delivered } from '@pluriclasse/shared/capsule/captions';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { CircleAlert, Download, Plus, Redo2, Undo2 } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { CapsulePlayer } from '../../capsule/CapsulePlayer.ts';
import { Banner } from '../../components/Banner.tsx';
import { Button, buttonClass } from '../../components/Button.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { Icon } from '../../components/Icon.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './captions.module.css';
import { CueList } from './CueList.tsx';
import { addCue } from './cues.ts';
import { LeaveDialog } from '../../components/LeaveDialog.tsx';
import { FileIn } from './FileIn.tsx';
import { languagesWith } from './languages.ts';
import { useCaptionEditing } from './useCaptionEditing.ts';
import { usePlaying } from './usePlaying.ts';

export interface CaptionsEditorProps {
  capsuleId: CapsuleId;
  draft: CaptionDraft;
  /** The capsule's. */
  revision: number;
  delivered: Delivered;
  player: CapsulePlayer | undefined;
  /** The capsule is another one by now. */
  onStale: () => void;
  /** Told what viewers will get, in their time. */
  onShown: (captions: Captions) => void;
}

/** How long one writes on before the player shows it, in milliseconds. */
const SHOWN_MS = 300;

/** Writes and corrects what is said; it saves itself. */
export function CaptionsEditor(props: CaptionsEditorProps) {
  const { capsuleId, draft, revision, delivered, player, onStale, onShown } = props;
  const { t, language } = useTranslation('captions');
  const { t: common } = useTranslation('common');
  const editing = useCaptionEditing(capsuleId, draft, t('notSaved'));
  const playing = usePlaying(player);
  const [open, setOpen] = useState<string>();
  const box = useRef<HTMLDivElement>(null);
  const { all, captions, unsaved, conflict, error } = editing;
  const told = useRef(onShown);
  useEffect(() => {
    told.current = onShown;
  });
  const { cues } = all;
  useEffect(() => {
    const show = () => told.current({ language: captions.language, cues: presentCues(captions.cues, delivered) });
    const timer = setTimeout(show, SHOWN_MS);
    return () => clearTimeout(timer);
    // Made anew each time from these.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [cues, all.language, delivered]);
  const fates = useMemo(() => new Map(cues.map((cue) => [cue, fateOf(cue, delivered)])), [cues, delivered]);
  const shownCount = cues.filter((cue) => fates.get(cue) === 'kept').length;
  const choose = useCallback((key: string | undefined, back?: string) => {
    if (key !== undefined || back === undefined) return setOpen(key);
    // Closed, the keyboard is back in the list, also for a key that follows at once. What is not drawn can't be gone to.
    flushSync(() => setOpen(undefined));
    box.current?.querySelector<HTMLElement>(`[data-cue="${back}"]`)?.focus();
  }, []);
  const add = () => {
    const added = addCue(all, playing.at(), delivered);
    if (!added) return;
    editing.change(added.all);
    setOpen(added.key);
  };
  return (
    <div
      ref={box}
      role="presentation"
      className={css.stack}
      onKeyDown={(event) => {
        const isZ = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.altKey;
        if (!isZ) return;
        // The browser's own undo knows one field alone.
        event.preventDefault();
        if (event.shiftKey) editing.redo();
        else editing.undo();
      }}
    >
      <p className={css.note}>{t(cues.length === 0 ? 'none' : 'words')}</p>
      <div className={css.bar}>
        <Button icon={Plus} onClick={add}>
          {t('add')}
        </Button>
        <FileIn {...{ capsuleId, revision, delivered, editing, onStale }} />
        {shownCount > 0 && !unsaved && (
          <a className={buttonClass({})} href={captionFilePath({ capsuleId })} download="">
            <Icon of={Download} />
            {t('download')}
          </a>
        )}
        <SelectField
          label={t('language')}
          value={all.language}
          options={languagesWith(all.language, language)}
          onChange={(next) => editing.change((now) => ({ ...now, language: next }))}
        />
      </div>
      {conflict && (
        <Banner
          state="trouble"
          icon={CircleAlert}
          act={
            <>
              <Button onClick={editing.takeTheirs}>{t('conflict.theirs')}</Button>
              <Button onClick={editing.keepMine}>{t('conflict.mine')}</Button>
            </>
          }
        >
          <b>{t('conflict.title')}.</b> {t('conflict.words')}
        </Banner>
      )}
      {cues.length > 0 && <CueList {...{ editing, fates, delivered, playing, open }} onOpen={choose} />}
      <div className={css.foot}>
        <Button icon={Undo2} disabled={!editing.canUndo} onClick={editing.undo}>
          {t('undo')}
        </Button>
        <Button icon={Redo2} disabled={!editing.canRedo} onClick={editing.redo}>
          {t('redo')}
        </Button>
        <span role="status" className={css.note}>
          {cues.length > 0 && t('count', { count: cues.length })} {t(unsaved ? 'saving' : 'saved')}
        </span>
      </div>
      <LeaveDialog unsaved={conflict || error !== null} say={(word) => t(`leave.${word}`)} />
      {error && (
        <div className={css.bar}>
          <ErrorLine>{errorText(common, error)}</ErrorLine>
          <Button onClick={editing.retry}>{common('tryAgain')}</Button>
        </div>
      )}
    </div>
  );
}
