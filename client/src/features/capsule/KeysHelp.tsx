import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './KeysHelp.module.css';

/** Which key does what. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('capsule');
  const { t: common } = useTranslation('common');
  const rows = [
    ['play', [t('keys.space'), 'K']],
    ['skip', ['←', '→']],
    ['page', ['Pg ↑', 'Pg ↓']],
    ['speed', ['<', '>']],
    ['ends', [t('keys.home'), t('keys.end')]],
    ['captions', ['C']],
    ['chapters', ['H']],
    ['transcript', ['T']],
    ['zoom', ['+', '−', '0']],
    ['help', ['?']],
  ] as const;
  return (
    <Dialog title={t('keys.title')} onClose={onClose} acts={<Button onClick={onClose}>{common('close')}</Button>}>
      <dl className={css.keys}>
        {rows.map(([act, keys]) => (
          <div key={act}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(`keys.${act}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
