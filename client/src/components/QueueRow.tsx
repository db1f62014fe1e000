import type { ReactNode } from 'react';
import { Avatar } from './Avatar.tsx';
import { Row } from './Rows.tsx';
import css from './QueueRow.module.css';
import type { SiteSign } from './siteSign.ts';
import { SiteMark } from './SiteMark.tsx';

export interface QueueRowProps {
  sign: SiteSign;
  avatar?: string | undefined;
  name: string;
  /** "waits 1:10" */
  waiting: ReactNode;
  act?: ReactNode;
}

/** A raised hand in the queue; the order is the server's. */
export function QueueRow({ sign, avatar, name, waiting, act }: QueueRowProps) {
  return (
    <Row
      start={
        <span className={css.who}>
          <SiteMark sign={sign} named />
          {avatar !== undefined && <Avatar avatar={avatar} className={css.avatar} />}
        </span>
      }
      end={act}
    >
      <b>{name}</b> <span className={css.waiting}>{waiting}</span>
    </Row>
  );
}
