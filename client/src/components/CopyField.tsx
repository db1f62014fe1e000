import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../lib/useTranslation.ts';
import { Button } from './Button.tsx';
import { Field } from './Field.tsx';
import css from './Field.module.css';

/** Something to hand over, shown this once: a link. It can be copied, or selected by hand. */
export function CopyField({ label, value, hint }: { label: string; value: string; hint?: string }) {
  const { t } = useTranslation('common');
  const [copied, setCopied] = useState(false);
  // Without https a browser gives no clipboard; the text can still be selected.
  const copy = () =>
    navigator.clipboard?.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <span className={css.withButton}>
          <input {...control} readOnly value={value} onFocus={(event) => event.target.select()} />
          <Button icon={copied ? Check : Copy} onClick={() => void copy()}>
            {copied ? t('copied') : t('copy')}
          </Button>
        </span>
      )}
    </Field>
  );
}
