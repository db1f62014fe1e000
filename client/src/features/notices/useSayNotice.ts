import type { Notice, NoticeParam } from '@pluriclasse/shared/api/notices';
import { useStaff } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';

/** A notice in the reader's words: hours by the clocks of the own school, other places' beside where they differ. */
export function useSayNotice(): (notice: Pick<Notice, 'kind' | 'params'>) => string {
  const { t } = useTranslation('notices');
  const when = useWhen();
  const { school } = useStaff();
  const sayParam = (param: NoticeParam): string | number => {
    if (typeof param !== 'object') return param;
    if ('day' in param) return when.date(Date.parse(`${param.day}T00:00:00Z`), 'UTC');
    const { at, places = [] } = param;
    const home = school?.timeZone ?? places[0]?.timeZone;
    const own = when.dayTime(at, home);
    const others = places.filter(({ timeZone }) => when.dayTime(at, timeZone) !== own);
    if (others.length === 0) return own;
    const said = others.map(({ place, timeZone }) => t('elsewhere', { place, time: when.time(at, timeZone) }));
    return `${own} (${said.join(', ')})`;
  };
  return ({ kind, params }) =>
    t(`kinds.${kind}`, Object.fromEntries(Object.entries(params).map(([name, param]) => [name, sayParam(param)])));
}
