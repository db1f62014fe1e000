import { signOut } from '@pluriclasse/shared/api/sessions';
import { LogOut, UserRoundCheck } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { callApi } from '../../lib/api.ts';
import { errorText } from '../../lib/errorText.ts';
import { useStaff } from '../../lib/staff.ts';
import { chooseTheme, themeChoice, themeChoices } from '../../lib/theme.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { PasswordForm } from './PasswordForm.tsx';
import { ProfileForm } from './ProfileForm.tsx';
import css from './settings.module.css';

/** `children`: what other features have to set. */
export default function SettingsPage({ children }: { children: ReactNode }) {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation('common');
  const staff = useStaff();
  const [, go] = useLocation();
  const [theme, setTheme] = useState(themeChoice);
  const [failure, setFailure] = useState<unknown>();
  usePageTitle(t('title'));
  const leave = () => callApi(signOut, {}).then(() => go('/sign-in', { replace: true }), setFailure);
  return (
    <>
      <PageHead
        title={t('title')}
        note={staff.email}
        acts={
          <>
            {staff.school && (
              <ButtonLink icon={UserRoundCheck} href="/timetable/people">
                {t('hours')}
              </ButtonLink>
            )}
            <Button icon={LogOut} onClick={() => void leave()}>
              {t('signOut')}
            </Button>
          </>
        }
      />
      {failure !== undefined && <ErrorLine>{errorText(common, failure)}</ErrorLine>}
      <div className={css.columns}>
        <ProfileForm />
        <Paper title={t('look.title')} className={css.stack}>
          <RadioCards
            legend={t('look.legend')}
            cards={themeChoices.map((value) => ({ value, label: t(`look.${value}`) }))}
            value={theme}
            onChange={(choice) => {
              chooseTheme(choice);
              setTheme(choice);
            }}
          />
        </Paper>
        <PasswordForm />
        {children}
      </div>
    </>
  );
}
