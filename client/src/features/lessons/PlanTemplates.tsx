import type { PlanTemplate } from '@pluriclasse/shared/api/templates';
import { createTemplate, deleteTemplate, listTemplates } from '@pluriclasse/shared/api/templates';
import type { Plan } from '@pluriclasse/shared/domain/plan';
import { PhaseId } from '@pluriclasse/shared/ids';
import { BookmarkPlus, FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { CheckList } from '../../components/CheckList.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { Row, Rows } from '../../components/Rows.tsx';
import { TextField } from '../../components/TextField.tsx';
import { newId } from '../../lib/newId.ts';
import { useChange, useRead } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './lessons.module.css';

export interface PlanTemplatesProps {
  plan: Plan;
  onChange: (plan: Plan) => void;
}

/** Plans that are kept: takes one for this lesson, or keeps this one. */
export function PlanTemplates({ plan, onChange }: PlanTemplatesProps) {
  const { t } = useTranslation('lessons');
  const [open, setOpen] = useState<'choose' | 'keep'>();
  const close = () => setOpen(undefined);
  const use = (template: PlanTemplate) => {
    const before = plan;
    // Phases of their own: two lessons with one template are two plans.
    onChange(template.plan.map((phase) => ({ ...phase, phaseId: PhaseId.parse(newId()) })));
    showToast(t('templates.used', { name: template.name }), () => onChange(before));
    close();
  };
  return (
    <div className={css.acts}>
      <Button icon={FolderOpen} onClick={() => setOpen('choose')}>
        {t('templates.choose')}
      </Button>
      {plan.length > 0 && (
        <Button icon={BookmarkPlus} onClick={() => setOpen('keep')}>
          {t('templates.keep')}
        </Button>
      )}
      {open === 'choose' && <ChooseDialog onUse={use} onClose={close} />}
      {open === 'keep' && <KeepDialog plan={plan} onClose={close} />}
    </div>
  );
}

function ChooseDialog({ onUse, onClose }: { onUse: (template: PlanTemplate) => void; onClose: () => void }) {
  const { t } = useTranslation('lessons');
  const { t: common } = useTranslation('common');
  const read = useRead(listTemplates, {});
  const remove = useChange(deleteTemplate, [listTemplates]);
  return (
    <Dialog
      wide
      title={t('templates.title')}
      onClose={onClose}
      acts={<Button onClick={onClose}>{common('close')}</Button>}
    >
      <ReadState read={read}>
        {({ templates }) =>
          templates.length === 0 ? (
            <p>{t('templates.none')}</p>
          ) : (
            <Rows label={t('templates.title')}>
              {templates.map((template) => (
                <Row
                  key={template.templateId}
                  end={
                    <>
                      <Button onClick={() => onUse(template)}>{t('templates.use')}</Button>
                      {template.mayEdit && (
                        <Button
                          kind="bare"
                          busy={remove.isPending}
                          onClick={() => remove.mutate({ params: { templateId: template.templateId } })}
                        >
                          {t('templates.remove')}
                        </Button>
                      )}
                    </>
                  }
                >
                  <b>{template.name}</b>
                  <span className={css.note}>
                    {t('templates.about', {
                      name: template.owner.name,
                      phases: template.plan.map(({ title }) => title).join(' · '),
                    })}
                  </span>
                </Row>
              ))}
            </Rows>
          )
        }
      </ReadState>
    </Dialog>
  );
}

function KeepDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { t } = useTranslation('lessons');
  const [name, setName] = useState('');
  const [shared, setShared] = useState(true);
  const keep = useChange(createTemplate, [listTemplates]);
  return (
    <FormDialog
      title={t('templates.keepTitle')}
      act={t('templates.keep')}
      busy={keep.isPending}
      error={keep.error}
      onClose={onClose}
      onSubmit={() =>
        keep.mutate(
          { body: { name, plan, shared } },
          {
            onSuccess: () => {
              showToast(t('templates.kept'));
              onClose();
            },
          },
        )
      }
    >
      <TextField label={t('templates.name')} value={name} onChange={setName} required maxLength={80} />
      <CheckList
        legend={t('templates.for')}
        options={[{ value: 'shared', label: t('templates.shared') }]}
        chosen={shared ? ['shared'] : []}
        onChange={(chosen) => setShared(chosen.length > 0)}
      />
    </FormDialog>
  );
}
