/** A moving picture of a room, drawn, for previews: walls in a colour and a word that tells rooms apart. */
export function drawRoom(word: string, colour: string): MediaStreamTrack | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 360;
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  const draw = () => {
    context.fillStyle = colour;
    context.fillRect(0, 0, 640, 360);
    context.fillStyle = '#2f5349';
    context.fillRect(220, 40, 200, 110);
    for (let n = 0; n < 5; n += 1) {
      context.fillStyle = ['#3f6672', '#4f7f9c', '#8d6aa0', '#b5566f', '#d9a13b'][n] ?? '#000';
      context.fillRect(40 + n * 118, 240, 90, 120);
      context.fillStyle = '#e6b48a';
      context.beginPath();
      context.arc(85 + n * 118, 210, 36, 0, 7);
      context.fill();
    }
    context.fillStyle = '#fff';
    context.font = '28px sans-serif';
    context.fillText(word, 236, 100);
  };
  draw();
  setInterval(draw, 500);
  return canvas.captureStream(5).getVideoTracks()[0];
}
