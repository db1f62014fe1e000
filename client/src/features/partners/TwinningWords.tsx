import { TextField } from '../../components/TextField.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';

export interface TwinningDraft {
  readonly name: string;
  readonly note: string;
}
export const emptyDraft: TwinningDraft = { name: '', note: '' };

/** The draft as the server takes it. */
export const wordsOf = ({ name, note }: TwinningDraft) => ({ name, note: note.trim() || null });

export interface TwinningWordsProps {
  draft: TwinningDraft;
  onChange: (draft: TwinningDraft) => void;
}

/** What a new twinning is called, and a line to the other school. */
export function TwinningWords({ draft, onChange }: TwinningWordsProps) {
  const { t } = useTranslation('partners');
  return (
    <>
      <TextField
        required
        maxLength={80}
        label={t('propose.name')}
        hint={t('propose.nameHint')}
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
      />
      <TextField
        maxLength={400}
        label={t('propose.note')}
        hint={t('propose.noteHint')}
        value={draft.note}
        onChange={(note) => onChange({ ...draft, note })}
      />
    </>
  );
}
