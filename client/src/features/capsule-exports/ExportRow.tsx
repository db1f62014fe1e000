import {
  askExport,
  cancelExport,
  exportFilePath,
  listExports,
  type CapsuleExport,
  type CapsuleExports,
  type ExportKind,
} from '@pluriclasse/shared/api/capsuleExports';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { Download, FileDown, Film, Trash2, Volume2, X } from 'lucide-react';
import { Button, buttonClass } from '../../components/Button.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Progress } from '../../components/Progress.tsx';
import { Row } from '../../components/Rows.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useKeptChange } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './exports.module.css';
import { useExportWords } from './useExportWords.ts';

export interface ExportRowProps {
  capsuleId: CapsuleId;
  kind: ExportKind;
  /** What can be made here, or why nothing can. */
  able: CapsuleExports['able'][ExportKind];
  /** Undefined: nobody has asked for it. */
  made: CapsuleExport | undefined;
}

/** One kind of file: what it is, how far it is, and what can be done about it. */
export function ExportRow({ capsuleId, kind, able, made }: ExportRowProps) {
  const { t } = useTranslation('capsule-exports');
  const { t: common } = useTranslation('common');
  const args = { params: { capsuleId } };
  const ask = useKeptChange(askExport, listExports, args);
  const cancel = useKeptChange(cancelExport, listExports, args);
  const stateWords = useExportWords(made);
  const name = kind === 'mp4' ? 'film' : 'sound';
  const error = ask.error ?? cancel.error;
  const open = made === undefined || made.state === 'failed';
  const act = open ? 'ask' : made.state === 'done' ? 'remove' : 'stop';
  const icon = { ask: FileDown, stop: X, remove: Trash2 }[act];
  const doIt = () => {
    ask.reset();
    cancel.reset();
    if (open) ask.mutate({ ...args, body: { kind } });
    else cancel.mutate({ params: { capsuleId, exportId: made.exportId } });
  };
  return (
    <Row
      start={<Icon of={kind === 'mp4' ? Film : Volume2} />}
      end={
        <>
          {made?.state === 'done' && (
            <a className={buttonClass({})} href={exportFilePath({ capsuleId, exportId: made.exportId })} download="">
              <Icon of={Download} />
              {t(`${name}.fetch`)}
            </a>
          )}
          {/* One button whatever it does next: a keyboard's place on it is kept. */}
          {('format' in able || !open) && (
            <Button key="act" icon={icon} busy={ask.isPending || cancel.isPending} onClick={doIt}>
              {t(`${name}.${act}`)}
            </Button>
          )}
        </>
      }
    >
      <h3 className={css.name}>{t(`${name}.name`)}</h3>
      <p className={css.note}>{t(`${name}.words`)}</p>
      {/* Told politely when it changes: not with every percent, which the bar shows. */}
      <p role="status">{stateWords}</p>
      {made?.state === 'running' && (
        <p className={css.progress}>
          <Progress value={made.progress} label={t(`${name}.progress`)} />
          <span>{t('percent', { percent: Math.round(made.progress * 100) })}</span>
        </p>
      )}
      {'lacks' in able && open && <p>{t(`lacks.${able.lacks}`)}</p>}
      {error && <ErrorLine>{errorText(common, error)}</ErrorLine>}
    </Row>
  );
}
