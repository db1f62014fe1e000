import {
  deleteAgreement,
  endAgreement,
  listAgreements,
  proposeAgreement,
  readAgreement,
  withdrawSchool,
  type Agreement,
} from '@pluriclasse/shared/api/agreements';
import type { SchoolBrief } from '@pluriclasse/shared/api/sessions';
import { Pencil, Send } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Menu } from '../../components/Menu.tsx';
import { showToast } from '../../lib/toasts.ts';
import { useChange } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { ReasonDialog } from './ReasonDialog.tsx';

type Asked = { act: 'propose' } | { act: 'remove' } | { act: 'end' } | { act: 'withdraw'; school: SchoolBrief };

/** What one can do with an agreement as a whole. */
export function Acts({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation('agreements');
  const [, goTo] = useLocation();
  const [asked, setAsked] = useState<Asked>();
  const { agreementId, title, may, consents } = agreement;
  const params = { agreementId };
  const stale = [readAgreement, listAgreements];
  const propose = useChange(proposeAgreement, stale);
  const remove = useChange(deleteAgreement, [listAgreements]);
  const end = useChange(endAgreement, stale);
  const withdraw = useChange(withdrawSchool, stale);
  const close = () => {
    setAsked(undefined);
    for (const change of [remove, end, withdraw]) change.reset();
  };
  const mine = consents.map(({ school }) => school).filter(({ schoolId }) => may.consentFor.includes(schoolId));
  const rare = [
    ...(may.remove ? [{ key: 'remove', word: t('remove.act'), onAct: () => setAsked({ act: 'remove' }) }] : []),
    ...mine.map((school) => ({
      key: school.schoolId,
      word: t('withdraw.act', { school: school.name }),
      onAct: () => setAsked({ act: 'withdraw', school }),
    })),
    ...(may.end ? [{ key: 'end', word: t('end.act'), onAct: () => setAsked({ act: 'end' }) }] : []),
  ];
  return (
    <>
      {may.edit && (
        <ButtonLink icon={Pencil} href={`/agreements/${agreementId}/edit`}>
          {t('edit')}
        </ButtonLink>
      )}
      {may.propose && (
        <Button
          kind="primary"
          icon={Send}
          busy={propose.isPending}
          onClick={() => propose.mutate({ params }, { onSuccess: () => showToast(t('proposed')) })}
        >
          {t('propose')}
        </Button>
      )}
      {rare.length > 0 && <Menu label={t('more', { title })} acts={rare} />}
      {asked?.act === 'remove' && (
        <FormDialog
          danger
          title={t('remove.title')}
          act={t('remove.act')}
          busy={remove.isPending}
          error={remove.error}
          onClose={close}
          onSubmit={() =>
            remove.mutate(
              { params },
              {
                onSuccess: () => {
                  showToast(t('remove.done'));
                  goTo('/agreements');
                },
              },
            )
          }
        >
          <p>{t('remove.words')}</p>
        </FormDialog>
      )}
      {asked?.act === 'end' && (
        <ReasonDialog
          title={t('end.title')}
          words={t('end.words')}
          label={t('end.reason')}
          act={t('end.act')}
          busy={end.isPending}
          error={end.error}
          onClose={close}
          onReason={(reason) => end.mutate({ params, body: { reason } }, { onSuccess: close })}
        />
      )}
      {asked?.act === 'withdraw' && (
        <ReasonDialog
          title={t('withdraw.title', { school: asked.school.name })}
          words={t('withdraw.words', { school: asked.school.name })}
          label={t('withdraw.reason')}
          act={t('withdraw.act', { school: asked.school.name })}
          busy={withdraw.isPending}
          error={withdraw.error}
          onClose={close}
          onReason={(reason) =>
            withdraw.mutate({ params, body: { schoolId: asked.school.schoolId, reason } }, { onSuccess: close })
          }
        />
      )}
    </>
  );
}
