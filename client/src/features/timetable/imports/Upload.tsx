import { ImportFormat, listImports, startImport, TextEncoding, UPLOAD_LIMIT } from '@pluriclasse/shared/api/imports';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { FileUp } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../../components/Button.tsx';
import { cx } from '../../../components/cx.ts';
import { ErrorLine } from '../../../components/ErrorLine.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { SelectField } from '../../../components/SelectField.tsx';
import { errorText } from '../../../lib/errorText.ts';
import { useChange } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import page from '../timetable.module.css';
import { useTimePath } from '../TimetablePage.tsx';
import css from './imports.module.css';
import { readFile } from '../../../lib/readFile.ts';

/** Most files at once, as formats of several files have. */
const most = 40;

/** A place for files: dropped or picked, they are read at once, and nothing is changed by that. */
export function Upload({ schoolId }: { schoolId: SchoolId }) {
  const { t } = useTranslation('imports');
  const { t: common } = useTranslation('common');
  const [, go] = useLocation();
  const path = useTimePath(schoolId)('import');
  const [format, setFormat] = useState<ImportFormat | 'auto'>('auto');
  const [encoding, setEncoding] = useState<TextEncoding | 'auto'>('auto');
  const [over, setOver] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [reading, setReading] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const start = useChange(startImport, [listImports]);
  const busy = reading || start.isPending;

  const take = async (files: readonly File[]) => {
    if (files.length === 0 || busy) return;
    setFailure(undefined);
    if (files.length > most) return setFailure(t('upload.tooMany', { count: most }));
    if (files.reduce((sum, { size }) => sum + size, 0) > UPLOAD_LIMIT) return setFailure(t('upload.tooLarge'));
    setReading(true);
    try {
      const body = {
        format,
        ...(encoding !== 'auto' && { encoding }),
        files: await Promise.all(files.map(readFile)),
      };
      start.mutate(
        { params: { schoolId }, body },
        {
          onSuccess: ({ importId }) => go(`${path}/${importId}`),
          onError: (error) => setFailure(errorText(common, error)),
        },
      );
    } catch {
      setFailure(t('upload.unreadable'));
    } finally {
      setReading(false);
      // The same file may be chosen again after it was mended.
      if (input.current) input.current.value = '';
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take([...event.dataTransfer.files]);
  };
  return (
    <Paper title={t('upload.title')} className={page.stack}>
      {/* Dropping is one way; the button below is the other. */}
      <div
        className={cx(css.drop, over && css.over)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon of={FileUp} className={css.big} />
        <p>
          <b>{t('upload.drop')}</b>
        </p>
        <p className={page.small}>{t('upload.kinds')}</p>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={t('upload.choose')}
          onChange={({ target }) => void take([...(target.files ?? [])])}
        />
        <Button kind="primary" icon={FileUp} busy={busy} onClick={() => input.current?.click()}>
          {busy ? t('upload.reading') : t('upload.choose')}
        </Button>
      </div>
      <p className={page.note}>{t('upload.safe')}</p>
      {failure !== undefined && <ErrorLine>{failure}</ErrorLine>}
      <details className={css.details}>
        <summary>{t('upload.other')}</summary>
        <div className={page.pair}>
          <SelectField
            label={t('upload.format')}
            value={format}
            options={(['auto', ...ImportFormat.options] as const).map((value) => ({
              value,
              label: t(`formats.${value}`),
            }))}
            onChange={setFormat}
          />
          <SelectField
            label={t('upload.encoding')}
            hint={t('upload.encodingHint')}
            value={encoding}
            options={[
              { value: 'auto' as const, label: t('formats.auto') },
              ...TextEncoding.options.map((value) => ({ value, label: value })),
            ]}
            onChange={setEncoding}
          />
        </div>
      </details>
    </Paper>
  );
}
