import { readCapsule, readDraft, type CapsuleBrief } from '@pluriclasse/shared/api/capsules';
import { CapsuleId } from '@pluriclasse/shared/ids';
import { Fragment, useState, type ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { buttonClass } from '../../components/Button.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { useRead } from '../../lib/query.ts';
import { useStaff } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { About } from './About.tsx';
import css from './capsules.module.css';
import { Editor } from './edit/Editor.tsx';
import { PublishCard } from './PublishCard.tsx';
import { StateChip } from './StateChip.tsx';
import { Viewings } from './Viewings.tsx';

/** What this page gives to whatever plays the capsule. */
export interface PlayerSlot {
  readonly capsule: CapsuleBrief;
  /** Beside the title. */
  readonly chip: ReactNode;
  /** Told where the player is: milliseconds of what viewers see. */
  readonly onTime: (at: number) => void;
}

/** Where what can be done with it begins: a tall player stands above. */
const beneath = 'beneath';

export interface CapsulePageProps {
  /** Plays it, with the page's heading; another feature's. */
  renderPlayer: (slot: PlayerSlot) => ReactNode;
  /** What other features have to show of it beneath. */
  renderMore: (capsule: CapsuleBrief, playerAt: () => number) => ReactNode;
}

/** A capsule as staff see it: to watch, to publish, to change, to withdraw. */
export default function CapsulePage(props: CapsulePageProps) {
  const { t } = useTranslation('capsules');
  const parsed = CapsuleId.safeParse(useParams<{ capsuleId: string }>().capsuleId);
  usePageTitle(parsed.success ? undefined : t('gone'));
  if (!parsed.success)
    return <EmptyState level={1} title={t('gone')} acts={<ButtonLink href="/capsules">{t('up')}</ButtonLink>} />;
  return <CapsuleRead capsuleId={parsed.data} {...props} />;
}

function CapsuleRead({ capsuleId, ...props }: CapsulePageProps & { capsuleId: CapsuleId }) {
  const { t } = useTranslation('capsules');
  const { t: common } = useTranslation('common');
  const read = useRead(readCapsule, { params: { capsuleId } }, { every: 15_000 });
  usePageTitle(read.data?.title ?? t('title'));
  return (
    <>
      {read.data === undefined && (
        <>
          <Link href="/capsules" className={css.up}>
            {t('up')}
          </Link>
          <PageHead title={t('title')} />
        </>
      )}
      <ReadState read={read} rows={5} gone={{ title: t('gone'), words: common('notFound.words') }}>
        {(capsule) => <CapsuleView capsule={capsule} {...props} />}
      </ReadState>
    </>
  );
}

function CapsuleView({ capsule, renderPlayer, renderMore }: CapsulePageProps & { capsule: CapsuleBrief }) {
  const { t } = useTranslation('capsules');
  const { school } = useStaff();
  const { capsuleId, state, title, mayEdit, sites } = capsule;
  /** A player that was open before a save has links that no longer hold. */
  const [saves, setSaves] = useState(0);
  const [place] = useState(createPlace);
  const there = state === 'ready' || state === 'recording';
  return (
    <>
      {state === 'ready' ? (
        <Fragment key={saves}>
          {renderPlayer({
            capsule,
            chip: (
              <a href={`#${beneath}`} className={buttonClass({})}>
                {t('beneath')}
              </a>
            ),
            onTime: place.set,
          })}
        </Fragment>
      ) : (
        <>
          <Link href="/capsules" className={css.up}>
            {t('up')}
          </Link>
          <PageHead title={title} note={<StateChip state={state} />} />
          <Paper>
            <p>{state === 'recording' ? t('recording.words') : t(`over.${state}`)}</p>
          </Paper>
        </>
      )}
      <div id={beneath} tabIndex={-1} className={css.columns}>
        {/* Whoever else published meanwhile: their choice is begun with. */}
        {there && <PublishCard key={capsule.classGroupIds.toSorted().join()} capsule={capsule} />}
        <About capsule={capsule} />
        {sites.some((site) => site.schoolId === school?.schoolId) && <Viewings capsuleId={capsuleId} />}
      </div>
      {state === 'ready' && <div className={css.more}>{renderMore(capsule, place.get)}</div>}
      {state === 'ready' && mayEdit && (
        <EditorRead
          capsuleId={capsuleId}
          playerAt={place.get}
          onSaved={() => {
            place.set(0);
            setSaves(saves + 1);
          }}
        />
      )}
    </>
  );
}

/** Where the player is; it moves some times a second, and nothing is drawn for it. */
function createPlace() {
  let at = 0;
  return { get: () => at, set: (now: number) => void (at = now) };
}

type EditorReadProps = Omit<Parameters<typeof Editor>[0], 'draft'>;
function EditorRead(props: EditorReadProps) {
  const read = useRead(readDraft, { params: { capsuleId: props.capsuleId } });
  return <ReadState read={read}>{(draft) => <Editor {...props} draft={draft} />}</ReadState>;
}
