/** What happened on a page between the click and the first picture of somebody else. Times in ms of the page's clock. */
export interface JoinRecord {
  readonly clicked: number;
  /** When a frame of a received stream was first decoded and shown. */
  readonly firstFrame: number;
  /** Calls on the signalling socket with the time of the request and of its reply. */
  readonly calls: readonly { readonly name: string; readonly sent: number; readonly answered: number }[];
}

/**
 * Runs in a page before its scripts. It looks from outside at what any page does, so that the product and the bare page
 * are measured by the same hand: the click on the button, the calls on WebSockets, the frames of received tracks.
 */
export function joinProbe(): void {
  const scope = window as unknown as { joinRecord: () => JoinRecord | undefined }; // how the bench asks
  const received = new Set<string>();
  const watched = new WeakSet<HTMLVideoElement>();
  let clicked: number | undefined;
  let firstFrame: number | undefined;
  let calls: { id: string; name: string; sent: number; answered: number }[] = [];

  scope.joinRecord = () =>
    clicked === undefined || firstFrame === undefined ? undefined : { clicked, firstFrame, calls };

  addEventListener(
    'click',
    (event) => {
      const button = event.target instanceof Element ? event.target.closest('button, a') : null;
      if (!/^join/i.test(button?.textContent?.trim() ?? '')) return;
      clicked = event.timeStamp;
      firstFrame = undefined;
      calls = [];
    },
    true,
  );

  const Peer = RTCPeerConnection;
  window.RTCPeerConnection = class extends Peer {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('track', ({ track }) => received.add(track.id));
    }
  };

  new MutationObserver(() => document.querySelectorAll('video').forEach(watch)).observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
  });
  function watch(video: HTMLVideoElement): void {
    if (watched.has(video)) return;
    watched.add(video);
    const look: VideoFrameRequestCallback = (now) => {
      const stream = video.srcObject;
      const isReceived = stream instanceof MediaStream && stream.getVideoTracks().some(({ id }) => received.has(id));
      if (isReceived && clicked !== undefined && now >= clicked) firstFrame ??= now;
      video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
  }

  const Socket = WebSocket;
  window.WebSocket = class extends Socket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const id = typeof data === 'string' ? readReplyId(data) : undefined;
        const call = calls.find((one) => one.id === id);
        if (call !== undefined) call.answered = performance.now();
      });
    }
    override send(data: string | Blob | BufferSource): void {
      const call = typeof data === 'string' ? readCall(data) : undefined;
      if (call !== undefined) calls.push({ ...call, sent: performance.now(), answered: Infinity });
      super.send(data);
    }
  };
  /** A call that waits for a reply: socket.io's `42<id>["name",…]`, or the bare page's `{"id":1,"name":…}`. */
  function readCall(data: string): { id: string; name: string } | undefined {
    const found = /^42(?:\/[^,]*,)?(\d+)\["([^"]+)"/.exec(data) ?? /^\{"id":(\d+),"name":"([^"]+)"/.exec(data);
    return found?.[1] === undefined ? undefined : { id: found[1], name: found[2] ?? '' };
  }
  function readReplyId(data: string): string | undefined {
    return (/^43(?:\/[^,]*,)?(\d+)\[/.exec(data) ?? /^\{"id":(\d+),"reply"/.exec(data))?.[1];
  }
}
