import { FormDialog } from '../../components/FormDialog.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';

export interface EndAddressDialogProps {
  kind: 'renew' | 'revoke';
  busy: boolean;
  error: Error | null;
  onClose: () => void;
  onSubmit: () => void;
}

/** Programs that have the address find nothing there from now on: whoever ends it should know. */
export function EndAddressDialog({ kind, ...rest }: EndAddressDialogProps) {
  const { t } = useTranslation('feeds');
  return (
    <FormDialog danger title={t(`${kind}Title`)} act={t(kind)} {...rest}>
      <p>{t(`${kind}Words`)}</p>
    </FormDialog>
  );
}
