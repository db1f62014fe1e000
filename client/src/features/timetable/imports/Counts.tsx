import type { Import } from '@pluriclasse/shared/api/imports';
import { Equal, Minus, Pencil, Plus, TriangleAlert, type LucideIcon } from 'lucide-react';
import { Icon } from '../../../components/Icon.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './imports.module.css';

const kinds = ['add', 'change', 'remove', 'same', 'problems'] as const;
const icons: Record<(typeof kinds)[number], LucideIcon> = {
  add: Plus,
  change: Pencil,
  remove: Minus,
  same: Equal,
  problems: TriangleAlert,
};

/** What was read, and how much would come, change, go and stay. */
export function Counts({ data, looking }: { data: Import; looking: boolean }) {
  const { t } = useTranslation('imports');
  const { fileNames, format, counts } = data;
  return (
    <Paper title={fileNames.join(', ') || t(`formats.${format}`)}>
      <p className={css.facts}>{t(`formats.${format}`)}</p>
      <dl className={css.counts}>
        {kinds.map((kind) => (
          <div key={kind} className={kind === 'problems' && counts.problems > 0 ? css.bad : undefined}>
            <dt>
              <Icon of={icons[kind]} /> {t(`counts.${kind}`)}
            </dt>
            <dd>{counts[kind]}</dd>
          </div>
        ))}
      </dl>
      <p className={css.looking} role="status">
        {looking && t('looking')}
      </p>
    </Paper>
  );
}
