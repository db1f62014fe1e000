import {
  LONGEST_CUE,
  LONGEST_SPEAKER,
  presentedTime,
  type CueFate,
  type Delivered,
} from '@pluriclasse/shared/capsule/captions';
import { Merge, Pause, Play, Shrink, Split, Trash2 } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { Button } from '../../components/Button.tsx';
import { Hidden } from '../../components/Hidden.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './captions.module.css';
import { changeCue, fitCue, joinCue, removeCue, speakersOf, splitCue, timeCue, type WrittenCue } from './cues.ts';
import type { OnOpen } from './onOpen.ts';
import { TimeField } from './TimeField.tsx';
import type { CaptionEditing } from './useCaptionEditing.ts';
import type { Playing } from './usePlaying.ts';

export interface CueFormProps {
  cue: WrittenCue;
  fate: CueFate;
  delivered: Delivered;
  editing: CaptionEditing;
  playing: Playing;
  onOpen: OnOpen;
}

/** Changes one cue: its words, its times, who speaks. */
export function CueForm({ cue, fate, delivered, editing, playing, onOpen }: CueFormProps) {
  const { t } = useTranslation('captions');
  const form = useRef<HTMLDivElement>(null);
  const listId = useId();
  const { all, change } = editing;
  const { key, speaker, text } = cue;
  const time = presentedTime(cue, delivered);
  const joined = joinCue(all, key, delivered);
  const words = () => form.current?.querySelector('textarea') ?? undefined;
  useEffect(() => {
    words()?.focus();
  }, []);
  const setTime = (end: 'from' | 'to', at: number) => {
    const next = timeCue(cue, end, at, delivered);
    if (next === undefined) return t(end === 'to' ? 'form.orderError' : 'form.outsideError');
    change((now) => changeCue(now, key, next));
    return undefined;
  };
  const split = () => {
    // Where the words are written in; without a place there, in their middle.
    const place = words()?.selectionStart ?? 0;
    const done = splitCue(all, key, place > 0 && place < text.length ? place : middleOf(text));
    if (!done) return;
    change(done.all);
    onOpen(done.key);
  };
  const next = all.cues[all.cues.findIndex((one) => one.key === key) + 1];
  return (
    <div
      ref={form}
      className={css.form}
      role="presentation"
      onBlur={editing.pause}
      // Keys of the whole form, beside those of its fields.
      onKeyDown={(event) => {
        if (event.key === 'Escape') onOpen(undefined, key);
        else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onOpen(next?.key, key);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <fieldset className={css.fields}>
        <legend>
          <Hidden>{t('form.label')}</Hidden>
        </legend>
        {time && fate === 'kept' && (
          <>
            <TimeField label={t('form.from')} value={time.from} onTake={(at) => setTime('from', at)} />
            <TimeField label={t('form.to')} value={time.to} onTake={(at) => setTime('to', at)} />
          </>
        )}
        <TextField
          label={t('form.speaker')}
          value={speaker ?? ''}
          maxLength={LONGEST_SPEAKER}
          list={listId}
          autoComplete="off"
          onChange={(name) =>
            change((now) => changeCue(now, key, { speaker: name === '' ? null : name }), `${key} who`)
          }
        />
        <datalist id={listId}>
          {speakersOf(all).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </datalist>
      </fieldset>
      <TextArea
        label={t('form.text')}
        hint={t('form.hint')}
        lang={all.language}
        rows={2}
        value={text}
        maxLength={LONGEST_CUE}
        onChange={(said) => change((now) => changeCue(now, key, { text: said }), `${key} text`)}
      />
      {fate !== 'kept' && <p className={css.note}>{t(`form.${fate}`)}</p>}
      <div className={css.acts}>
        {fate === 'kept' && time && playing.able && (
          <>
            <Button icon={playing.plays ? Pause : Play} onClick={() => playing.toggleFrom(time.from)}>
              {t(playing.plays ? 'form.pause' : 'form.play')}
            </Button>
            <Button onClick={() => setTime('from', playing.at())}>{t('form.fromHere')}</Button>
            <Button onClick={() => setTime('to', playing.at())}>{t('form.toHere')}</Button>
          </>
        )}
        {fate === 'partly' && (
          <Button icon={Shrink} onClick={() => change((now) => fitCue(now, key, delivered))}>
            {t('form.fit')}
          </Button>
        )}
        <Button icon={Split} disabled={text.trim().length < 2} onClick={split}>
          {t('form.split')}
        </Button>
        <Button icon={Merge} disabled={joined === undefined} onClick={() => joined && change(joined)}>
          {t('form.join')}
        </Button>
        <Button
          icon={Trash2}
          onClick={() => {
            change((now) => removeCue(now, key));
            onOpen(undefined, (next ?? all.cues.findLast((one) => one.key !== key))?.key);
          }}
        >
          {t('form.remove')}
        </Button>
        <Button kind="primary" onClick={() => onOpen(undefined, key)}>
          {t('form.done')}
        </Button>
      </div>
    </div>
  );
}

/** The gap between words that is nearest to the middle. */
function middleOf(text: string): number {
  const half = text.length / 2;
  const gaps = [...text.matchAll(/\s+/g)].map(({ index }) => index);
  return gaps.toSorted((a, b) => Math.abs(a - half) - Math.abs(b - half))[0] ?? Math.floor(half);
}
