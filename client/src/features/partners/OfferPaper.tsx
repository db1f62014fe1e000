import type { ClassGroup } from '@pluriclasse/shared/api/schools';
import { deleteOffer, findPartners, listOffers, saveOffer, type Offer } from '@pluriclasse/shared/api/twinnings';
import { CefrLevel } from '@pluriclasse/shared/domain/roles';
import { Plus, X } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { Button } from '../../components/Button.tsx';
import { CheckList } from '../../components/CheckList.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Paper } from '../../components/Paper.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useWeekdays } from '../../components/useAnswerWords.ts';
import { errorText } from '../../lib/errorText.ts';
import { useChange } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { draftOf, offerOf, type OfferDraft } from './offerDraft.ts';
import css from './partners.module.css';

/** Languages of the schools that this is made for, and of their neighbours. */
const languages = ['en', 'it', 'ro', 'es', 'fr', 'pl', 'de', 'pt', 'el', 'tr', 'ar', 'uk'] as const;

export interface OfferPaperProps {
  group: ClassGroup;
  offer: Offer | undefined;
  mayEdit: boolean;
}

/** How a class describes itself to those who look for one. */
export function OfferPaper({ group, offer, mayEdit }: OfferPaperProps) {
  const { t, language } = useTranslation('partners');
  const { t: common } = useTranslation('common');
  const [draft, setDraft] = useState(() => draftOf(group, offer, language));
  const save = useChange(saveOffer, [listOffers, findPartners]);
  const remove = useChange(deleteOffer, [listOffers, findPartners]);
  const names = new Intl.DisplayNames(language, { type: 'language' });
  const { classGroupId } = group;
  const set = (change: Partial<OfferDraft>) => setDraft({ ...draft, ...change });
  const body = offerOf(draft);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (body) save.mutate({ params: { classGroupId }, body }, { onSuccess: () => showToast(t('offer.saved')) });
  };
  return (
    <Paper title={t('offer.title')}>
      <form className={css.form} onSubmit={submit}>
        <p className={css.note}>{t('offer.words')}</p>
        <fieldset disabled={!mayEdit} className={css.fields}>
          <div className={css.pair}>
            <TextField
              required
              type="number"
              min={3}
              max={25}
              label={t('offer.ageFrom')}
              value={draft.ageFrom}
              onChange={(ageFrom) => set({ ageFrom })}
            />
            <TextField
              required
              type="number"
              min={3}
              max={25}
              label={t('offer.ageTo')}
              error={body === undefined && t('offer.ages')}
              value={draft.ageTo}
              onChange={(ageTo) => set({ ageTo })}
            />
            <TextField
              required
              type="number"
              min={1}
              max={60}
              label={t('offer.pupils')}
              value={draft.pupils}
              onChange={(pupils) => set({ pupils })}
            />
          </div>
          <SelectField
            label={t('offer.level')}
            value={draft.level ?? 'none'}
            options={[
              { value: 'none', label: t('offer.noLevel') },
              ...CefrLevel.options.map((value) => ({ value, label: value })),
            ]}
            onChange={(level) => set({ level: level === 'none' ? null : level })}
          />
          <TextField
            label={t('offer.topics')}
            hint={t('offer.topicsHint')}
            value={draft.topics}
            maxLength={480}
            onChange={(topics) => set({ topics })}
          />
          <Hours draft={draft} set={set} />
          <CheckList
            legend={t('offer.languages')}
            options={languages.map((code) => ({ value: code, label: names.of(code) ?? code }))}
            chosen={languages.filter((code) => draft.languages.includes(code))}
            onChange={(chosen) => set({ languages: chosen })}
          />
          <TextField
            label={t('offer.note')}
            hint={t('offer.noteHint')}
            value={draft.note}
            maxLength={400}
            onChange={(note) => set({ note })}
          />
        </fieldset>
        {(save.error ?? remove.error) && <ErrorLine>{errorText(common, save.error ?? remove.error)}</ErrorLine>}
        {mayEdit && (
          <div className={css.acts}>
            <Button type="submit" kind="primary" busy={save.isPending}>
              {offer ? t('offer.save') : t('offer.publish')}
            </Button>
            {offer && (
              <Button busy={remove.isPending} onClick={() => remove.mutate({ params: { classGroupId } })}>
                {t('offer.remove')}
              </Button>
            )}
          </div>
        )}
      </form>
    </Paper>
  );
}

/** Hours of the week that suit: a row each. */
function Hours({ draft: { hours }, set }: { draft: OfferDraft; set: (change: Partial<OfferDraft>) => void }) {
  const { t } = useTranslation('partners');
  const weekday = useWeekdays();
  const change = (at: number, part: Partial<OfferDraft['hours'][number]>) =>
    set({ hours: hours.map((one, n) => (n === at ? { ...one, ...part } : one)) });
  return (
    <fieldset className={css.hours}>
      <legend>{t('offer.hours')}</legend>
      {hours.map((one, n) => (
        // Rows have no other name; one that goes takes its controls along.
        <div key={n} className={css.hour}>
          <SelectField
            label={t('offer.weekday')}
            value={String(one.weekday)}
            options={[1, 2, 3, 4, 5, 6].map((day) => ({ value: String(day), label: weekday(day) }))}
            onChange={(day) => change(n, { weekday: Number(day) })}
          />
          <TextField
            required
            type="time"
            label={t('offer.from')}
            value={one.start}
            onChange={(start) => change(n, { start })}
          />
          <TextField
            required
            type="time"
            label={t('offer.to')}
            value={one.end}
            onChange={(end) => change(n, { end })}
          />
          <IconButton
            icon={X}
            label={t('offer.removeHours', { n: n + 1 })}
            onClick={() => set({ hours: hours.filter((_, at) => at !== n) })}
          />
        </div>
      ))}
      <Button
        icon={Plus}
        disabled={hours.length >= 30}
        onClick={() => set({ hours: [...hours, { weekday: 2, start: '10:00', end: '12:00' }] })}
      >
        {t('offer.addHours')}
      </Button>
    </fieldset>
  );
}
