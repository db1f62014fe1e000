import { CircleStop, Hand, Lock, LockOpen, Mic, MicOff, Presentation, Settings, VideoOff } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Paper } from '../../components/Paper.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { ToggleButton } from '../../components/ToggleButton.tsx';
import { ToolButton } from '../../components/ToolButton.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './parts.module.css';

const nothing = () => undefined;

export function ActParts() {
  const { t } = useTranslation('parts');
  const { t: common } = useTranslation('common');
  const [up, setUp] = useState(false);
  const [locked, setLocked] = useState(true);
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Paper title={t('buttons')} className={css.stack}>
        <div className={css.flow}>
          <Button kind="primary">{t('join')}</Button>
          <Button>{t('leave')}</Button>
          <ToggleButton
            pressed={locked}
            onToggle={setLocked}
            words={{ off: t('lock'), on: t('locked') }}
            icons={{ off: LockOpen, on: Lock }}
          />
          <Button kind="danger" icon={CircleStop}>
            {t('end')}
          </Button>
          <Button kind="danger-full" onClick={() => setAsked(true)}>
            {t('sendOut')}
          </Button>
          <Button kind="bare">{common('undo')}</Button>
          <Button disabled>{t('notNow')}</Button>
          <IconButton icon={Settings} label={t('fields')} />
        </div>
        <div className={css.flow}>
          <ToolButton icon={Mic}>{t('mute')}</ToolButton>
          <ToolButton icon={MicOff} state="off">
            {t('unmute')}
          </ToolButton>
          <ToolButton icon={Presentation} state="on">
            {t('board')}
          </ToolButton>
          <ToolButton icon={VideoOff} state="off">
            {t('startCamera')}
          </ToolButton>
          <ToggleButton
            size="big"
            kind={up ? 'quiet' : 'primary'}
            pressed={up}
            onToggle={setUp}
            words={{ off: t('raise'), on: t('lower') }}
            icons={{ off: Hand, on: Hand }}
          />
        </div>
      </Paper>
      <Paper title={t('fields')} className={css.stack}>
        <TextField label={t('email')} value="dana.rus@valea.example" onChange={nothing} error={t('wrong')} />
        <SelectField
          label={t('sites')}
          value="a"
          onChange={nothing}
          options={[
            { value: 'a', label: t('schools.a') },
            { value: 'b', label: t('schools.b') },
          ]}
        />
        <RadioCards
          row
          legend={t('fields')}
          value="now"
          onChange={nothing}
          cards={[
            { value: 'now', label: t('forNow'), note: t('atDoor') },
            { value: 'good', label: t('forGood') },
          ]}
        />
      </Paper>
      {asked && (
        <Dialog
          title={t('dialog')}
          onClose={() => setAsked(false)}
          acts={
            <>
              <Button onClick={() => setAsked(false)}>{common('cancel')}</Button>
              <Button kind="danger-full" onClick={() => setAsked(false)}>
                {t('sendOut')}
              </Button>
            </>
          }
        >
          <p>{t('dialogWords')}</p>
        </Dialog>
      )}
    </>
  );
}
