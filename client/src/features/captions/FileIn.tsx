import { LARGEST_CAPTION_FILE, readCaptionFile, type CaptionFile } from '@pluriclasse/shared/api/captions';
import type { Delivered } from '@pluriclasse/shared/capsule/captions';
import { toPresented } from '@pluriclasse/shared/capsule/stretches';
import { AppError } from '@pluriclasse/shared/errors';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { useState } from 'react';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { FileButton } from '../../components/FileButton.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useChange } from '../../lib/query.ts';
import { readFile } from '../../lib/readFile.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { addCues, written } from './cues.ts';
import { FileDialog, type How } from './FileDialog.tsx';
import type { CaptionEditing } from './useCaptionEditing.ts';

export interface FileInProps {
  capsuleId: CapsuleId;
  /** The capsule's, whose times the file has. */
  revision: number;
  delivered: Delivered;
  editing: CaptionEditing;
  /** The capsule is another one by now. */
  onStale: () => void;
}

/** Takes captions from a file: looked at first, then taken, and undone with one step. */
export function FileIn({ capsuleId, revision, delivered, editing, onStale }: FileInProps) {
  const { t } = useTranslation('captions');
  const { t: common } = useTranslation('common');
  const look = useChange(readCaptionFile, []);
  const [open, setOpen] = useState<{ file: CaptionFile; name: string }>();
  const [error, setError] = useState<unknown>();
  const choose = async (chosen: File) => {
    setError(undefined);
    try {
      if (chosen.size > LARGEST_CAPTION_FILE) {
        throw new AppError('bad_request', 'Too large', { reason: 'captions-too-large' });
      }
      const { content, name } = await readFile(chosen);
      const file = await look.mutateAsync({ params: { capsuleId }, body: { revision, content } });
      setOpen({ file, name });
    } catch (refusal) {
      setError(refusal);
      // The next try is with the capsule as it is now.
      if (refusal instanceof AppError && refusal.reason === 'edited') onStale();
    }
  };
  const take = (how: How, { cues, language }: CaptionFile) => {
    editing.change((now) =>
      how === 'beside' ? addCues(now, cues) : written({ language: language ?? now.language, cues: [...cues] }),
    );
    setOpen(undefined);
    showToast(t('file.taken', { count: cues.length }), editing.undo);
  };
  return (
    <>
      <FileButton
        accept=".vtt,.srt,text/vtt,application/x-subrip"
        busy={look.isPending}
        onFile={(file) => void choose(file)}
      >
        {t('file.choose')}
      </FileButton>
      {error !== undefined && <ErrorLine>{errorText(common, error)}</ErrorLine>}
      {open && (
        <FileDialog
          {...open}
          before={editing.captions.cues.length}
          timeOf={(from) => toPresented(delivered.kept, from)}
          onTake={(how) => take(how, open.file)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}
