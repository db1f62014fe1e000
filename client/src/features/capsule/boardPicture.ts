import { PAGE_HEIGHT, PAGE_WIDTH } from '@pluriclasse/shared/board/page';
import { drawThumbnail } from '../../board/canvas/drawThumbnail.ts';
import type { ReelScene } from '../../capsule/ReelScene.ts';

/** The shown page, in its own units. @throws Error where the browser makes no picture */
export async function pictureOf(scene: ReelScene): Promise<Blob> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [PAGE_WIDTH, PAGE_HEIGHT];
  const page = scene.page();
  if (page !== undefined) drawThumbnail(canvas, scene, page);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('No picture');
  return blob;
}

/**
 * Puts a picture into the clipboard.
 * @param picture still on its way: some browsers want to be asked while the touch is fresh
 * @returns false where the browser can't, or may not
 */
export async function copyPicture(picture: Promise<Blob>): Promise<boolean> {
  if (typeof ClipboardItem === 'undefined') return false;
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
    return true;
  } catch {
    return false;
  }
}

/** Gives a picture to the browser's downloads. */
export function savePicture(picture: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(picture);
  link.download = name.replaceAll(/[\\/:*?"<>|]/g, ' ');
  link.click();
  // The browser has begun to read it by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
