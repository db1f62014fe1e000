import { useTranslation } from '../../lib/useTranslation.ts';
import type { WishFieldsProps } from './WishFields.tsx';
import { Segments } from './Segments.tsx';

const minutes = [0, 5, 10, 15].map((value) => ({ value: String(value), label: String(value) }));

/** Time to set up and to clear away, for which teachers and rooms are needed too. */
export function Buffers({ draft, onChange }: WishFieldsProps) {
  const { t } = useTranslation('hours');
  return (
    <>
      <Segments
        legend={t('more.before')}
        unit={t('minutes')}
        value={String(draft.bufferBefore)}
        options={minutes}
        onChange={(value) => onChange({ ...draft, bufferBefore: Number(value) })}
      />
      <Segments
        legend={t('more.after')}
        unit={t('minutes')}
        value={String(draft.bufferAfter)}
        options={minutes}
        onChange={(value) => onChange({ ...draft, bufferAfter: Number(value) })}
      />
    </>
  );
}
