export { LINE_HEIGHT, textLines, type Measure } from '@pluriclasse/shared/board/textLines';

export const TEXT_FONT = 'Andika, "Atkinson Hyperlegible Next", sans-serif';
