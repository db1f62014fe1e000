import type { LobbyState } from '@pluriclasse/shared/signalling/lesson';
import type { SignalLink } from './link/SignalLink.ts';
import type { MediaLink } from './media/MediaLink.ts';
import type { Sender } from './media/Sender.ts';
import type { OutReason } from './SessionState.ts';
import type { LessonEvent } from './store/applyEvent.ts';
import type { LessonStore } from './store/LessonStore.ts';

export interface LessonListeners {
  store: LessonStore;
  media: () => MediaLink | undefined;
  sender: Sender;
  onLobby: (lobby: LobbyState) => void;
  onLetIn: () => void;
  onOut: (reason: OutReason) => void;
  /** An event was missed: the state has to be fetched anew. */
  onGap: () => void;
}

/** Leads each event to where it belongs. No call is made in reply to one. */
export function listenLesson(
  link: SignalLink,
  { store, media, sender, onLobby, onLetIn, onOut, onGap }: LessonListeners,
): void {
  const take = (change: LessonEvent) => {
    if (store.apply(change) === 'gap') onGap();
    else sender.follow(store.me());
  };
  const of =
    <N extends LessonEvent['name']>(name: N) =>
    (event: Extract<LessonEvent, { name: N }>['event']) =>
      // `name` and `event` come from the same N; TypeScript does not join them to one member of the union.
      take({ name, event } as LessonEvent);

  link.listen({
    'lobby:changed': onLobby,
    'lesson:seat-joined': of('lesson:seat-joined'),
    'lesson:seat-changed': of('lesson:seat-changed'),
    'lesson:seat-left': of('lesson:seat-left'),
    'lesson:waiting-changed': of('lesson:waiting-changed'),
    'lesson:stage-changed': of('lesson:stage-changed'),
    'lesson:board-locked': of('lesson:board-locked'),
    'floor:changed': of('floor:changed'),
    'plan:changed': of('plan:changed'),
    'wall:posted': of('wall:posted'),
    'wall:removed': of('wall:removed'),
    'wall:open-changed': of('wall:open-changed'),
    'recording:changed': of('recording:changed'),
    'floor:talk': (talk) => store.setTalk(talk),
    'lesson:let-in': onLetIn,
    'lesson:out': ({ reason }) => onOut(reason),
    'lesson:ended': () => onOut('ended'),
    'media:consumer-added': (info) =>
      void media()
        ?.consume(info)
        .catch(() => undefined),
    'media:consumer-closed': ({ consumerId }) => media()?.closeConsumer(consumerId),
    'media:speaking': ({ speakers }) => store.setSpeaking(speakers),
    'media:receive-level': (level) => {
      store.setLevel(level);
      sender.setStopped(level.stopSending);
    },
    'media:link': ({ links }) => store.setLinks(links),
    // The node lost the room: what flowed is gone, and the join makes it anew.
    'media:lost': onGap,
  });
}
