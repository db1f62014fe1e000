import { listExports, type CapsuleExports } from '@pluriclasse/shared/api/capsuleExports';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { Info } from 'lucide-react';
import { Banner } from '../../components/Banner.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { Rows } from '../../components/Rows.tsx';
import { useRead } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './exports.module.css';
import { ExportRow } from './ExportRow.tsx';

/** Milliseconds between looks while something is made, and while nothing is: somebody else may ask for one. */
const SOON = 1_500;
const SOMETIMES = 30_000;

/** Files of a capsule that can be kept elsewhere, for those who may change it. */
export function FilesToKeep({ capsuleId }: { capsuleId: CapsuleId }) {
  const { t } = useTranslation('capsule-exports');
  const read = useRead(listExports, { params: { capsuleId } }, { every: SOMETIMES });
  const busy = read.data?.exports.some(({ state }) => state === 'waiting' || state === 'running');
  return (
    <Paper title={t('title')} className={css.stack}>
      <ReadState read={read} rows={2} failed={{ title: t('failed') }}>
        {(files) => <Files capsuleId={capsuleId} files={files} />}
      </ReadState>
      {busy && <Watch capsuleId={capsuleId} />}
    </Paper>
  );
}

/** Reads the same more often. */
function Watch({ capsuleId }: { capsuleId: CapsuleId }) {
  useRead(listExports, { params: { capsuleId } }, { every: SOON });
  return null;
}

function Files({ capsuleId, files: { exports, able } }: { capsuleId: CapsuleId; files: CapsuleExports }) {
  const { t } = useTranslation('capsule-exports');
  const kinds = ['mp4', 'audio'] as const;
  if (kinds.every((kind) => 'lacks' in able[kind] && able[kind].lacks === 'no_ffmpeg'))
    return <Banner icon={Info}>{t('none')}</Banner>;
  return (
    <>
      <p className={css.note}>{t('words')}</p>
      <Rows label={t('title')}>
        {kinds.map((kind) => (
          <ExportRow
            key={kind}
            capsuleId={capsuleId}
            kind={kind}
            able={able[kind]}
            made={exports.find((one) => one.kind === kind)}
          />
        ))}
      </Rows>
    </>
  );
}
