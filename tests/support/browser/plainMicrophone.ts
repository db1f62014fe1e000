/**
 * Runs in a page before its scripts: takes echo cancellation, noise suppression and gain control out of every request
 * for a microphone, since all three would wipe out a steady tone. Nothing else of the request is touched.
 */
export function plainMicrophone(): void {
  const devices = navigator.mediaDevices as MediaDevices | undefined; // undefined on pages that are not secure
  if (devices === undefined) return;
  const original = devices.getUserMedia.bind(devices);
  devices.getUserMedia = (constraints) => {
    const audio = constraints?.audio;
    if (audio === undefined || audio === false) return original(constraints);
    const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    return original({ ...constraints, audio: { ...(audio === true ? {} : audio), ...plain } });
  };
}
