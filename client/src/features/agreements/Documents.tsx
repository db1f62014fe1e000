import {
  deleteDocument,
  documentContent,
  documentTypes,
  documentUpload,
  readAgreement,
  type Agreement,
  type AgreementDocument,
} from '@pluriclasse/shared/api/agreements';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileText, Image, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { FileButton } from '../../components/FileButton.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Icon } from '../../components/Icon.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Paper } from '../../components/Paper.tsx';
import { Row, Rows } from '../../components/Rows.tsx';
import { uploadFile } from '../../lib/api.ts';
import { errorText } from '../../lib/errorText.ts';
import { useChange } from '../../lib/query.ts';
import { useStaff } from '../../lib/staff.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './agreements.module.css';

/** The papers of an agreement. */
export function Documents({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation('agreements');
  const { t: common } = useTranslation('common');
  const { school } = useStaff();
  const queries = useQueryClient();
  const [leaving, setLeaving] = useState<AgreementDocument>();
  const { agreementId, documents, may } = agreement;
  // Whoever speaks for the own school adds to its papers; a coordinator to those of all.
  const own = may.consentFor.find((id) => id === school?.schoolId) ?? may.consentFor[0];
  const add = useMutation({
    networkMode: 'always',
    mutationFn: (file: File) =>
      uploadFile(documentUpload, { params: { agreementId }, query: { name: file.name, schoolId: own } }, file),
    onSuccess: async (_, { name }) => {
      showToast(t('documents.added', { name }));
      await queries.invalidateQueries({ queryKey: [`${readAgreement.method} ${readAgreement.path}`] });
    },
  });
  return (
    <Paper
      title={t('documents.title')}
      aside={
        may.addDocument && (
          <FileButton
            accept={documentTypes.join(',')}
            busy={add.isPending}
            onFile={(file) => {
              add.reset();
              add.mutate(file);
            }}
          >
            {add.isPending ? t('documents.adding') : t('documents.add')}
          </FileButton>
        )
      }
    >
      {add.error && <ErrorLine>{errorText(common, add.error)}</ErrorLine>}
      {documents.length === 0 && <p className={css.note}>{t('documents.none')}</p>}
      <Rows label={t('documents.title')}>
        {documents.map((document) => (
          <DocumentRow
            key={document.documentId}
            agreement={agreement}
            document={document}
            onRemove={() => setLeaving(document)}
          />
        ))}
      </Rows>
      {leaving && <RemoveDialog agreement={agreement} document={leaving} onClose={() => setLeaving(undefined)} />}
    </Paper>
  );
}

interface DocumentRowProps {
  agreement: Agreement;
  document: AgreementDocument;
  onRemove: () => void;
}

function DocumentRow({ agreement, document, onRemove }: DocumentRowProps) {
  const { t, language } = useTranslation('agreements');
  const when = useWhen();
  const { documentId, name, type, size, schoolId, at, by, may } = document;
  const whose = agreement.consents.find(({ school }) => school.schoolId === schoolId)?.school.name;
  const href = documentContent.at.replace(':agreementId', agreement.agreementId).replace(':documentId', documentId);
  const large = size >= 1_000_000;
  const megabytes = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(size / 1_000_000);
  const weight = large
    ? t('documents.mb', { size: megabytes })
    : t('documents.kb', { count: Math.max(1, Math.round(size / 1000)) });
  return (
    <Row
      start={<Icon of={type === 'application/pdf' ? FileText : Image} />}
      end={may.remove && <IconButton icon={Trash2} label={t('documents.remove', { name })} onClick={onRemove} />}
    >
      <a href={href} download={name}>
        {name}
      </a>
      <p className={css.small}>
        {[whose ?? t('documents.all'), weight, when.date(at), by?.name]
          .filter((part) => part !== undefined)
          .join(' · ')}
      </p>
    </Row>
  );
}

function RemoveDialog({ agreement, document, onClose }: Omit<DocumentRowProps, 'onRemove'> & { onClose: () => void }) {
  const { t } = useTranslation('agreements');
  const remove = useChange(deleteDocument, [readAgreement]);
  const { documentId, name } = document;
  const submit = () =>
    remove.mutate(
      { params: { agreementId: agreement.agreementId, documentId } },
      {
        onSuccess: () => {
          showToast(t('documents.removed', { name }));
          onClose();
        },
      },
    );
  return (
    <FormDialog
      danger
      title={t('documents.removeTitle', { name })}
      act={t('documents.removeAct')}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <p>{t('documents.removeWords')}</p>
    </FormDialog>
  );
}
