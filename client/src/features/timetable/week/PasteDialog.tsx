import { useState } from 'react';
import { Field } from '../../../components/Field.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { readCells } from './table.ts';
import css from './week.module.css';

export interface PasteDialogProps {
  onPaste: (text: string) => void;
  onClose: () => void;
}

/** For tablets, and for who likes to see first what was copied: a place for the clipboard's text. */
export function PasteDialog({ onPaste, onClose }: PasteDialogProps) {
  const { t } = useTranslation('timetable');
  const [text, setText] = useState('');
  const rows = text.trim() === '' ? [] : readCells(text);
  return (
    <FormDialog
      wide
      title={t('paste.title')}
      act={t('paste.act')}
      busy={false}
      onClose={onClose}
      onSubmit={() => rows.length > 0 && onPaste(text)}
    >
      <Field label={t('paste.field')} hint={t('paste.hint')}>
        {(control) => (
          <textarea
            {...control}
            required
            rows={6}
            value={text}
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      {rows.length > 0 && (
        <>
          <p role="status">{t('paste.read', { rows: rows.length, columns: rows[0]?.length ?? 0 })}</p>
          {/* Wider than the dialog, it is scrolled by keyboard too. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className={css.preview} tabIndex={0} role="group" aria-label={t('paste.preview')}>
            <table aria-label={t('paste.preview')}>
              <tbody>
                {rows.map((row, down) => (
                  <tr key={down}>
                    {row.map(({ subject }, along) => (
                      <td key={along}>{subject ?? '–'}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </FormDialog>
  );
}
