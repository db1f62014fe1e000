/** What the tests use of @roamhq/wrtc, which brings no types of its own. */
declare module '@roamhq/wrtc' {
  interface I420Frame {
    width: number;
    height: number;
    data: Uint8ClampedArray;
  }
  class RTCVideoSink {
    constructor(track: MediaStreamTrack);
    onframe: ((event: { frame: I420Frame }) => void) | null;
    stop(): void;
  }
  class RTCVideoSource {
    createTrack(): MediaStreamTrack;
    onFrame(frame: I420Frame): void;
  }
  interface AudioData {
    samples: Int16Array;
    sampleRate: number;
    bitsPerSample: number;
    channelCount: number;
    numberOfFrames: number;
  }
  class RTCAudioSource {
    createTrack(): MediaStreamTrack;
    onData(data: AudioData): void;
  }
  class RTCAudioSink {
    constructor(track: MediaStreamTrack);
    ondata: ((data: AudioData) => void) | null;
    stop(): void;
  }
  const wrtc: {
    RTCPeerConnection: typeof RTCPeerConnection;
    RTCSessionDescription: typeof RTCSessionDescription;
    RTCIceCandidate: typeof RTCIceCandidate;
    RTCRtpReceiver: typeof RTCRtpReceiver;
    RTCRtpTransceiver: typeof RTCRtpTransceiver;
    MediaStream: typeof MediaStream;
    MediaStreamTrack: typeof MediaStreamTrack;
    nonstandard: {
      RTCVideoSink: typeof RTCVideoSink;
      RTCVideoSource: typeof RTCVideoSource;
      RTCAudioSource: typeof RTCAudioSource;
      RTCAudioSink: typeof RTCAudioSink;
    };
  };
  export default wrtc;
}
