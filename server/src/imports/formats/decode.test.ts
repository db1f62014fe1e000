import { describe, expect, it } from 'vitest';
import { decode } from './decode.ts';

/** Texts as schools write them, in code pages that Windows programs use. */
const texts: readonly (readonly [string, string])[] = [
  ['windows-1252', 'Scuola;Materia\nSant’Àgata;Attività motoria è così però\nÉcole;Français – CE1'],
  ['windows-1252', 'Matière;Année\nHistoire-géographie;deuxième\nÉtude où ça reçoit'],
  ['windows-1252', 'Día;Asignatura\nMiércoles;Inglés, Niños de 3º año y Educación Física'],
  ['windows-1250', 'Dzień;Przedmiot\nśroda;Język angielski\npiątek;Wychowanie fizyczne, żółw'],
  ['windows-1250', 'Ziua;Materia\nmarţi;Limba engleză\nsâmbătă;Ştiinţe şi educaţie fizică'],
  ['windows-1251', 'День;Предмет\nпонедельник;Английский язык'],
  ['windows-1256', 'اليوم;المادة\nالأحد;اللغة الإنجليزية'],
];

/** Bytes of a text in a code page, by asking what each byte means there. */
function encode(text: string, encoding: string): Uint8Array {
  const table = new Map(
    Array.from({ length: 256 }, (_, byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte]),
  );
  return Uint8Array.from(text, (character) => table.get(character) ?? 0x3f);
}

describe('bytes', () => {
  it.each(texts)('in undeclared %s are read as such: %s', (encoding, text) => {
    expect(decode(encode(text, encoding))).toEqual({ text, encoding });
  });

  it('in UTF-8 and UTF-16 are known by their mark or their shape', () => {
    const text = 'Día;Città;ș, ț, 🐘';
    expect(decode(Buffer.from(text))).toEqual({ text, encoding: 'utf-8' });
    expect(decode(Buffer.from(`\uFEFF${text}`))).toEqual({ text, encoding: 'utf-8' });
    expect(decode(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toEqual({ text, encoding: 'utf-16le' });
    expect(decode(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16())).toEqual({ text, encoding: 'utf-16be' });
    expect(decode(Buffer.from('day;period;subject', 'utf16le'))).toMatchObject({ encoding: 'utf-16le' });
  });

  it('of UTF-8 with a fault stay UTF-8', () => {
    const faulty = Buffer.concat([Buffer.from('è à ò ù ì'), Buffer.from([0xff]), Buffer.from(' é')]);
    expect(decode(faulty)).toEqual({ text: 'è à ò ù ì\uFFFD é', encoding: 'utf-8' });
  });

  it('are read as asked, unless they say otherwise', () => {
    expect(decode(Uint8Array.of(0xe3), 'windows-1250').text).toBe('ă');
    expect(decode(Buffer.from('\uFEFFè'), 'windows-1250')).toEqual({ text: 'è', encoding: 'utf-8' });
  });
});
