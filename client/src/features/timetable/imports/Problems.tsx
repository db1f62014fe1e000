import type { Import } from '@pluriclasse/shared/api/imports';
import { CircleAlert, Info } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { Row, Rows } from '../../../components/Rows.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './imports.module.css';

/** Lines shown before one asks for all. */
const first = 12;

/** Every line that can't be read, with its reason; then what was read but should be looked at. */
export function Problems({ data }: { data: Import }) {
  const { t } = useTranslation('imports');
  const [all, setAll] = useState(false);
  const { problems, fileNames } = data;
  if (problems.length === 0) return null;
  const sorted = [
    ...problems.filter(({ level }) => level === 'lost'),
    ...problems.filter(({ level }) => level !== 'lost'),
  ];
  const lost = problems.reduce((sum, { level, count }) => sum + (level === 'lost' ? count : 0), 0);
  return (
    <Paper title={lost > 0 ? t('problems.lost', { count: lost }) : t('problems.noted')}>
      <Rows label={t('problems.label')}>
        {(all ? sorted : sorted.slice(0, first)).map(({ level, code, file, line, text, count }, n) => (
          <Row
            key={n}
            start={<Icon of={level === 'lost' ? CircleAlert : Info} className={level === 'lost' ? css.lost : ''} />}
          >
            {t(`codes.${code}`)} {count > 1 && t('problems.times', { count })}
            <span className={css.facts}>
              {[
                ...(file !== null && fileNames.length > 1 ? [file] : []),
                ...(line === null ? [] : [t('problems.line', { line: String(line) })]),
              ].join(', ')}
              {text !== '' && <code className={css.text}>{text}</code>}
            </span>
          </Row>
        ))}
      </Rows>
      {problems.length > first && (
        <Button kind="bare" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('fewer') : t('showAll', { count: problems.length })}
        </Button>
      )}
    </Paper>
  );
}
