import { useEffect, useRef, useState } from 'react';
import { markFirstFrame } from '../../../live/marks.ts';
import type { TileOfElement } from '../../../live/view/ViewReporter.ts';
import { cx } from '../../../components/cx.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import css from './Video.module.css';

export interface VideoProps {
  stream: MediaStream | undefined;
  /** What it shows, for the report of the view; undefined for one's own picture, which comes from nowhere. */
  shows?: TileOfElement | undefined;
  mirrored?: boolean;
  /** Whole, with margins, instead of filled. */
  whole?: boolean;
  onPicture?: (arrived: boolean) => void;
}

/** One video element for the life of a tile. Sound is played elsewhere, so it is muted and may always play. */
export function Video({ stream, shows, mirrored = false, whole = false, onPicture }: VideoProps) {
  const ref = useRef<HTMLVideoElement>(null);
  const { views } = useLiveSeat();
  const [arrived, setArrived] = useState(false);
  const remote = shows !== undefined;

  useEffect(() => {
    const video = ref.current;
    if (!video || video.srcObject === (stream ?? null)) return;
    video.srcObject = stream ?? null;
    if (!stream) return;
    if (remote) markFirstFrame(video);
    // Autoplay does the rest where play() is interrupted by the next stream.
    video.play().catch(() => undefined);
  }, [stream, remote]);

  const { seatId, source, stage } = shows ?? {};
  useEffect(() => {
    const video = ref.current;
    if (!video || seatId === undefined || source === undefined) return;
    views.show(video, { seatId, source, stage: stage ?? false });
  }, [views, seatId, source, stage]);
  useEffect(() => {
    const video = ref.current;
    return () => {
      if (video) views.forget(video);
    };
  }, [views]);
  const shown = arrived && stream !== undefined;
  useEffect(() => onPicture?.(shown), [shown, onPicture]);

  return (
    // Muted by the HTML attribute's property; React sets it before the element is in the page.
    <video
      ref={ref}
      className={cx(css.video, mirrored && css.mirrored, whole && css.whole)}
      autoPlay
      playsInline
      muted
      disablePictureInPicture
      aria-hidden
      onLoadedData={() => setArrived(true)}
    />
  );
}
