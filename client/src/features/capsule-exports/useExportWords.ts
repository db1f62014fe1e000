import type { CapsuleExport } from '@pluriclasse/shared/api/capsuleExports';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';

const MB = 1_000_000;

/** How far a file is, in a sentence; none while nobody has asked for it. */
export function useExportWords(made: CapsuleExport | undefined): string {
  const { t, language } = useTranslation('capsule-exports');
  const when = useWhen();
  switch (made?.state) {
    case undefined:
      return '';
    case 'waiting':
      return made.ahead === 0 ? t('next') : t('waiting', { count: made.ahead });
    case 'running':
      return t('running');
    case 'failed':
      return t(`reasons.${made.reason}`);
    case 'done': {
      const digits = { maximumFractionDigits: made.bytes < 10 * MB ? 1 : 0 };
      const size = new Intl.NumberFormat(language, digits).format(Math.max(made.bytes / MB, 0.1));
      return t('done', { format: t(`formats.${made.format}`), size, day: when.date(made.goneAt) });
    }
  }
}
