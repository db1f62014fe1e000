import { listPupils, printHomeCode, type Pupil } from '@pluriclasse/shared/api/schools';
import { ClassGroupId } from '@pluriclasse/shared/ids';
import { Printer } from 'lucide-react';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { CheckList } from '../../components/CheckList.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { callApi } from '../../lib/api.ts';
import { errorText } from '../../lib/errorText.ts';
import { useRead } from '../../lib/query.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './classes.module.css';
import { CodeSheet, type PupilCode } from './CodeSheet.tsx';

export default function CodesPage() {
  const { t } = useTranslation('classes');
  const parsed = ClassGroupId.safeParse(useParams<{ classGroupId: string }>().classGroupId);
  usePageTitle(t('codes.title'));
  return parsed.success ? <Codes classGroupId={parsed.data} /> : <EmptyState level={1} title={t('gone')} />;
}

function Codes({ classGroupId }: { classGroupId: ClassGroupId }) {
  const { t } = useTranslation('classes');
  const read = useRead(listPupils, { params: { classGroupId } });
  return (
    <>
      <div className={css.screenOnly}>
        <Link href={`/classes/${classGroupId}`} className={css.up}>
          {read.data?.classGroup.name ?? t('one')}
        </Link>
        <PageHead title={t('codes.title')} />
      </div>
      <ReadState read={read}>{({ pupils }) => <MakeCodes pupils={pupils} />}</ReadState>
    </>
  );
}

type Making =
  | { kind: 'choosing' }
  | { kind: 'making' }
  | { kind: 'failed'; error: unknown }
  | { kind: 'made'; codes: PupilCode[] };

/** For whom codes are made: a new one ends the old. Then the sheet, this once. */
function MakeCodes({ pupils }: { pupils: readonly Pupil[] }) {
  const { t } = useTranslation('classes');
  const { t: common } = useTranslation('common');
  const [chosen, setChosen] = useState<string[]>(
    pupils.filter((pupil) => !pupil.hasHomeCode).map((pupil) => pupil.pupilId),
  );
  const [making, setMaking] = useState<Making>({ kind: 'choosing' });
  const make = async () => {
    setMaking({ kind: 'making' });
    try {
      const codes = await Promise.all(
        pupils
          .filter((pupil) => chosen.includes(pupil.pupilId))
          .map(({ pupilId }) => callApi(printHomeCode, { params: { pupilId } })),
      );
      setMaking({ kind: 'made', codes });
    } catch (error) {
      setMaking({ kind: 'failed', error });
    }
  };
  if (making.kind === 'made') {
    return (
      <>
        <div className={css.screenOnly}>
          <p className={css.note}>{t('codes.once')}</p>
          <Button kind="primary" size="big" icon={Printer} onClick={() => print()}>
            {t('codes.print')}
          </Button>
        </div>
        <CodeSheet codes={making.codes} />
      </>
    );
  }
  return (
    <Paper title={t('codes.who')} className={css.stack}>
      <p className={css.note}>{t('codes.words')}</p>
      <CheckList
        legend={t('codes.legend')}
        options={pupils.map((pupil) => ({
          value: pupil.pupilId as string,
          label: pupil.hasHomeCode ? t('codes.renewed', { alias: pupil.alias }) : pupil.alias,
        }))}
        chosen={chosen}
        onChange={setChosen}
      />
      {making.kind === 'failed' && <ErrorLine>{errorText(common, making.error)}</ErrorLine>}
      <Button kind="primary" disabled={chosen.length === 0} busy={making.kind === 'making'} onClick={() => void make()}>
        {t('codes.make', { count: chosen.length })}
      </Button>
    </Paper>
  );
}
