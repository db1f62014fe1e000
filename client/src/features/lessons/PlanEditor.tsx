import type { Plan } from '@pluriclasse/shared/domain/plan';
import { PhaseId } from '@pluriclasse/shared/ids';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Paper } from '../../components/Paper.tsx';
import { TextField } from '../../components/TextField.tsx';
import { newId } from '../../lib/newId.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './lessons.module.css';
import { PlanTemplates } from './PlanTemplates.tsx';

export interface PlanEditorProps {
  plan: Plan;
  onChange: (plan: Plan) => void;
  lessonMinutes: number;
  /** Whether kept plans are offered: not while a lesson runs. */
  templates: boolean;
}

/** The phases in their order; moved by buttons, so that nobody has to drag. */
export function PlanEditor({ plan, onChange, lessonMinutes, templates }: PlanEditorProps) {
  const { t } = useTranslation('lessons');
  const sum = plan.reduce((minutes, phase) => minutes + phase.minutes, 0);
  const set = (at: number, change: Partial<Plan[number]>) =>
    onChange(plan.map((phase, n) => (n === at ? { ...phase, ...change } : phase)));
  const move = (at: number, by: number) => {
    const next = [...plan];
    next.splice(at + by, 0, ...next.splice(at, 1));
    onChange(next);
  };
  const latest = useRef(plan);
  useEffect(() => {
    latest.current = plan;
  }, [plan]);
  const addId = useId();
  // What had the focus goes away, the phase as well as the toast.
  const keepFocus = () => document.getElementById(addId)?.focus();
  const remove = (at: number) => {
    onChange(plan.filter((_, n) => n !== at));
    keepFocus();
    showToast(t('plan.removed', { n: at + 1 }), () => {
      // Into the plan as it is by then: what was changed in between stays.
      onChange([...latest.current.slice(0, at), ...plan.slice(at, at + 1), ...latest.current.slice(at)]);
      keepFocus();
    });
  };
  const add = () => onChange([...plan, { phaseId: PhaseId.parse(newId()), title: '', minutes: 5 }]);
  return (
    <Paper title={t('plan.title')} className={css.stack}>
      <p className={css.note}>{plan.length === 0 ? t('plan.none') : t('plan.words')}</p>
      {templates && <PlanTemplates plan={plan} onChange={onChange} />}
      <ol className={css.phases}>
        {plan.map((phase, n) => (
          <li key={phase.phaseId} aria-label={t('plan.phase', { n: n + 1 })}>
            <span className={css.stop} aria-hidden>
              {n + 1}
            </span>
            <TextField
              label={t('plan.name')}
              labelHidden={n > 0}
              value={phase.title}
              onChange={(title) => set(n, { title })}
              required
              maxLength={80}
            />
            <TextField
              label={t('plan.minutes')}
              labelHidden={n > 0}
              type="number"
              min={1}
              max={180}
              value={String(phase.minutes)}
              onChange={(minutes) => set(n, { minutes: Math.max(1, Math.round(Number(minutes))) })}
              required
            />
            <span className={css.moves}>
              <IconButton
                icon={ArrowUp}
                label={t('plan.up', { n: n + 1 })}
                disabled={n === 0}
                onClick={() => move(n, -1)}
              />
              <IconButton
                icon={ArrowDown}
                label={t('plan.down', { n: n + 1 })}
                disabled={n === plan.length - 1}
                onClick={() => move(n, 1)}
              />
              <IconButton icon={X} label={t('plan.remove', { n: n + 1 })} onClick={() => remove(n)} />
            </span>
          </li>
        ))}
      </ol>
      <Button id={addId} icon={Plus} onClick={add} disabled={plan.length >= 30}>
        {t('plan.add')}
      </Button>
      {plan.length > 0 && (
        <p className={css.note} role="status">
          {t('plan.sum', { count: sum, of: lessonMinutes })} {sum > lessonMinutes && t('plan.over')}
        </p>
      )}
    </Paper>
  );
}
