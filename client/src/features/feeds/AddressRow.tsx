import { listFeeds, makeFeed, revokeFeed, type FeedShows } from '@pluriclasse/shared/api/feeds';
import { CalendarPlus } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { buttonClass } from '../../components/Button.tsx';
import { CopyField } from '../../components/CopyField.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { Icon } from '../../components/Icon.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useChange, useRead } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import type { CalendarOwner } from './CalendarCard.tsx';
import css from './feeds.module.css';
import { EndAddressDialog } from './EndAddressDialog.tsx';

/** One kind of address: none yet, made just now and shown this once, or made before. */
export function AddressRow({ owner: { of, id }, shows }: { owner: CalendarOwner; shows: FeedShows }) {
  const { t } = useTranslation('feeds');
  const { t: common } = useTranslation('common');
  const when = useWhen();
  const [asking, setAsking] = useState<'none' | 'renew' | 'revoke'>('none');
  const headId = useId();
  const params = { of, id };
  const read = useRead(listFeeds, { params });
  const make = useChange(makeFeed, [listFeeds]);
  const revoke = useChange(revokeFeed, [listFeeds]);
  const found = read.data?.feeds.find((feed) => feed.shows === shows);
  // An address that was revoked, or replaced in another window, is no longer shown.
  const address = found && make.data?.feed.createdAt === found.createdAt ? make.data.address : undefined;
  const close = () => setAsking('none');
  const create = () => make.mutate({ params, body: { shows } }, { onSuccess: close });
  const end = () =>
    revoke.mutate(
      { params: { ...params, shows } },
      {
        onSuccess: () => {
          close();
          showToast(t('revoked'));
        },
      },
    );
  const error = read.error ?? (asking === 'none' ? make.error : null);
  return (
    <section aria-labelledby={headId} className={css.address}>
      <h3 id={headId} className={css.head}>
        {t(`${shows}.title`)}
      </h3>
      <p className={css.note}>{t(`${shows}.words`)}</p>
      {error && <ErrorLine>{errorText(common, error)}</ErrorLine>}
      {read.data !== undefined && found === undefined && (
        <Button icon={CalendarPlus} busy={make.isPending} onClick={create}>
          {t('make')}
        </Button>
      )}
      {found !== undefined && (
        <>
          {address === undefined ? (
            <p>
              {found.readAt === null
                ? t('made', { day: when.date(found.createdAt) })
                : t('madeAndRead', { day: when.date(found.createdAt), read: when.dayTime(found.readAt) })}
            </p>
          ) : (
            <div role="status" className={css.fresh}>
              <CopyField label={t('address')} value={address} hint={t('once')} />
              {shows === 'lessons' && (
                <a href={address.replace(/^https?:/, 'webcal:')} className={buttonClass({})}>
                  <Icon of={CalendarPlus} />
                  {t('open')}
                </a>
              )}
            </div>
          )}
          <div className={css.acts}>
            <Button onClick={() => setAsking('renew')}>{t('renew')}</Button>
            <Button kind="danger" onClick={() => setAsking('revoke')}>
              {t('revoke')}
            </Button>
          </div>
        </>
      )}
      {asking === 'renew' && (
        <EndAddressDialog kind="renew" busy={make.isPending} error={make.error} onClose={close} onSubmit={create} />
      )}
      {asking === 'revoke' && (
        <EndAddressDialog kind="revoke" busy={revoke.isPending} error={revoke.error} onClose={close} onSubmit={end} />
      )}
    </section>
  );
}
