import { wallTextMax } from '@pluriclasse/shared/signalling/wall';
import { Lock, LockOpen, Send, X } from 'lucide-react';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { SiteMark } from '../../../components/SiteMark.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useActs } from '../hooks/useActs.ts';
import { useLesson, useMySeat, useSite } from '../hooks/useLesson.ts';
import { nameOf } from '../nameOf.ts';
import css from './WallPanel.module.css';

/** Short messages to everyone. Teachers open it to pupils and take messages off. */
export function WallPanel() {
  const { t } = useTranslation('lesson');
  const { order } = useActs();
  const { wall } = useLesson();
  const me = useMySeat();
  const site = useSite();
  const [text, setText] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const leads = me.kind === 'desk';
  const mayWrite = leads || (me.kind !== 'kit' && wall.open);
  const count = wall.messages.length;
  useEffect(() => {
    // The newest in sight, without moving the page around it.
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [count]);
  const post = (event: SyntheticEvent) => {
    event.preventDefault();
    const line = text.trim();
    if (line === '') return;
    setText('');
    order('wall:post', { text: line });
  };
  return (
    <section className={css.wall} aria-label={t('regions.wall')}>
      {count === 0 && <p className={css.note}>{t('wall.empty')}</p>}
      <ul ref={list} className={css.messages} aria-live="polite">
        {wall.messages.map((message) => (
          <li key={message.messageId}>
            <SiteMark sign={site(message.schoolId).sign} named />
            <div className={css.words}>
              <b>{nameOf(message.author)}</b>
              <p>{message.text}</p>
            </div>
            {leads && (
              <IconButton
                icon={X}
                kind="bare"
                label={t('wall.remove', { text: message.text })}
                onClick={() => order('wall:remove', { messageId: message.messageId })}
              />
            )}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <form className={css.form} onSubmit={post}>
          <input
            value={text}
            maxLength={wallTextMax}
            aria-label={t('wall.placeholder')}
            placeholder={t('wall.placeholder')}
            onChange={(event) => setText(event.target.value)}
          />
          <IconButton type="submit" icon={Send} kind="primary" label={t('wall.send')} />
        </form>
      )}
      <div className={css.foot}>
        <Icon of={wall.open ? LockOpen : Lock} />
        <p className={css.note}>{wall.open ? t('wall.mayWrite') : t('wall.mayNot')}</p>
        {leads && (
          <Button size="dense" onClick={() => order('wall:set-open', { open: !wall.open })}>
            {wall.open ? t('wall.close') : t('wall.open')}
          </Button>
        )}
      </div>
    </section>
  );
}
