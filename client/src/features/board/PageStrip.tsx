import { Megaphone, Plus, Trash2, Users } from 'lucide-react';
import type { BoardStore } from '../../board/BoardStore.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useRoving } from '../../components/useRoving.ts';
import { cx } from '../../components/cx.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './PageStrip.module.css';
import { Thumbnail } from './Thumbnail.tsx';
import { useBoardView } from './useBoardStore.ts';

/** The pages small, to go from one to another; teachers add, remove and bring everyone. Shows who may draw. */
export function PageStrip({ store, onRemoved }: { store: BoardStore; onRemoved: () => void }) {
  const { t } = useTranslation('board');
  const { pages, page, rights, canDraw } = useBoardView(store);
  const roving = useRoving<HTMLDivElement>();
  const leads = rights?.mayLead === true;
  if (!leads && pages.length < 2) return null;
  return (
    <div className={css.strip}>
      <div {...roving} role="group" aria-label={t('pages.name')} className={css.pages}>
        {pages.map((id, at) => (
          <button
            key={id}
            type="button"
            aria-current={id === page ? 'page' : undefined}
            aria-label={t('pages.here', { number: at + 1, count: pages.length })}
            tabIndex={id === page ? 0 : -1}
            data-roving
            className={cx(css.page, id === page && css.on)}
            onClick={() => store.goTo(id)}
          >
            <Thumbnail store={store} page={id} />
            <span className={css.number}>{at + 1}</span>
          </button>
        ))}
      </div>
      {leads && (
        <div className={css.acts}>
          <Button
            size="dense"
            icon={Plus}
            wide
            aria-label={t('pages.addName')}
            onClick={() => store.addPage()}
            disabled={!canDraw}
          >
            {t('pages.add')}
          </Button>
          {pages.length > 1 && (
            <div className={css.pair}>
              <IconButton icon={Megaphone} label={t('pages.bring')} onClick={() => store.bringAll()} />
              <IconButton
                icon={Trash2}
                label={t('pages.remove')}
                disabled={!canDraw}
                onClick={() => {
                  store.removePage();
                  onRemoved();
                }}
              />
            </div>
          )}
          <p className={css.who}>
            {t('draw.who')}
            <span>
              <Icon of={Users} /> {t(rights.locked ? 'draw.teachers' : 'draw.everyone')}
            </span>
          </p>
        </div>
      )}
    </div>
  );
}
