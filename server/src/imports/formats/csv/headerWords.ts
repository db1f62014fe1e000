import type { ColumnRole } from '@pluriclasse/shared/api/imports';

/** Words of headers in it, en, fr, es, ro and de, without accents; the whole header or one of its words. */
const words: Readonly<Record<ColumnRole, string>> = {
  class: 'classe classi class classes clase clases clasa clasele grupo gruppo group groupe klasse klasa cls sezione',
  subject:
    'materia materie subject subjects matiere asignatura disciplina discipline course corso insegnamento lesson fach area',
  teacher:
    'docente docenti insegnante insegnanti professore professoressa prof maestra maestro teacher teachers staff enseignant enseignante professeur profesor profesora profesores cadru lehrer',
  room: 'aula aule stanza locale room classroom salle aulas sala cabinet raum',
  weekday: 'giorno giorni day weekday jour jours dia ziua zi zile tag wochentag',
  period: 'ora ore period periodo periods hour heure hora lezione seance sesion lectia lectie modulo slot stunde nr',
  start: 'inizio start begin begins starts debut inicio inceput beginn dalle orario horaire horario orar time times',
  end: 'fine end ends fin final sfarsit ende alle hasta',
  weeks: 'settimana settimane week weeks semaine semaines semana semanas saptamana saptamani woche alternanza quincena',
  from: 'dal from since du desde depuis gultigab',
  to: 'al to until au hasta jusqu gultigbis',
};

const roles = Object.keys(words) as ColumnRole[]; // Object.keys forgets the literal keys
const byWord = new Map(roles.flatMap((role) => words[role].split(' ').map((word) => [word, role] as const)));

/** Whole headers whose words alone would say something else. */
const phrases: Readonly<Record<string, ColumnRole>> = {
  'ora inizio': 'start',
  'ora di inizio': 'start',
  'ora fine': 'end',
  'ora di fine': 'end',
  'start time': 'start',
  'end time': 'end',
  'heure debut': 'start',
  'heure de debut': 'start',
  'heure fin': 'end',
  'heure de fin': 'end',
  'hora inicio': 'start',
  'hora de inicio': 'start',
  'hora fin': 'end',
  'hora de fin': 'end',
  'ora inceput': 'start',
  'ora sfarsit': 'end',
  'ora de inceput': 'start',
  'ora de sfarsit': 'end',
  'de la': 'start',
  'pana la': 'end',
  'valido dal': 'from',
  'valido al': 'to',
  'valid from': 'from',
  'valid to': 'to',
  'valid until': 'to',
  'valable du': 'from',
  'valable au': 'to',
  'giorno della settimana': 'weekday',
  'giorno settimana': 'weekday',
  'day of week': 'weekday',
  'dia de la semana': 'weekday',
  'jour de la semaine': 'weekday',
  'ziua saptamanii': 'weekday',
  'class room': 'room',
};

/** What a header says; undefined when it says nothing that we know. */
export function roleOfHeader(header: string): ColumnRole | undefined {
  const plain = header
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
  const whole = phrases[plain] ?? byWord.get(plain);
  if (whole !== undefined) return whole;
  const found = new Set(plain.split(' ').flatMap((word) => byWord.get(word) ?? []));
  const [only] = found;
  return found.size === 1 ? only : undefined;
}
