import { ColumnRole, type Import } from '@pluriclasse/shared/api/imports';
import { CheckList } from '../../../components/CheckList.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import page from '../timetable.module.css';
import type { ChoicesProps } from './Choices.tsx';
import css from './imports.module.css';

/** Rows of the table that are shown. */
const shown = 6;

export interface ColumnsEditorProps extends Pick<ChoicesProps, 'choices' | 'onChoose'> {
  table: NonNullable<Import['offers']['table']>;
}

/** What the columns of a table say: one choice above each, the beginning of the table below. */
export function ColumnsEditor({ choices, onChoose, table }: ColumnsEditorProps) {
  const { t } = useTranslation('imports');
  const width = Math.max(0, ...table.rows.map((row) => row.length));
  const { header, columns } = choices.columns ?? { header: false, columns: [] };
  const set = (at: number, role: ColumnRole | null) =>
    onChoose({
      columns: {
        header,
        // A role stands for one column only.
        columns: Array.from({ length: width }, (_, n) => {
          if (n === at) return role;
          const other = columns[n] ?? null;
          return other === role ? null : other;
        }),
      },
    });
  return (
    <Paper title={t('columns.title')} className={page.stack}>
      <p className={page.small}>{t('columns.words')}</p>
      <CheckList
        legend={t('columns.header')}
        options={[{ value: 'header', label: t('columns.firstRow') }]}
        chosen={header ? ['header'] : []}
        onChange={(chosen) => onChoose({ columns: { header: chosen.length > 0, columns: [...columns] } })}
      />
      {/* A table wider than the page is scrolled by keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={css.table} tabIndex={0} role="group" aria-label={t('columns.title')}>
        <table aria-label={t('columns.title')}>
          <thead>
            <tr>
              {Array.from({ length: width }, (_, at) => (
                <th key={at} scope="col">
                  <select
                    aria-label={t('columns.column', { number: at + 1 })}
                    value={columns[at] ?? ''}
                    onChange={({ target }) => set(at, ColumnRole.options.find((role) => role === target.value) ?? null)}
                  >
                    <option value="">{t('columns.none')}</option>
                    {ColumnRole.options.map((role) => (
                      <option key={role} value={role}>
                        {t(`columns.roles.${role}`)}
                      </option>
                    ))}
                  </select>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.slice(0, shown).map((row, n) => (
              <tr key={n} className={header && n === 0 ? css.headRow : undefined}>
                {Array.from({ length: width }, (_, at) => (
                  <td key={at}>{row[at] || '–'}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Paper>
  );
}
