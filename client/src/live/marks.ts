type Mark = 'lesson:join-clicked' | 'lesson:joined' | 'lesson:first-frame';

/** Points in time that measure a join, readable by `performance.getEntriesByName`. */
export function mark(name: Mark): void {
  performance.mark(name);
}

let waiting = false;

/** From this click on, the next picture of another seat is the first frame. */
export function markJoinClicked(): void {
  waiting = true;
  mark('lesson:join-clicked');
}

/** Watches a video that shows another seat for the first frame after a join. */
export function markFirstFrame(video: HTMLVideoElement): void {
  if (!waiting) return;
  const seen = () => {
    if (!waiting) return;
    waiting = false;
    mark('lesson:first-frame');
  };
  if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(seen);
  video.addEventListener('loadeddata', seen, { once: true });
}
