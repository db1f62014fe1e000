import type { VoteBody } from '@pluriclasse/shared/domain/agreement';
import type { CefrLevel, DevicePurpose, Language, StaffRole } from '@pluriclasse/shared/domain/roles';

/** The demo network: three schools and who belongs to them. Names of persons and villages are invented. */
export interface DemoSchool {
  readonly key: string;
  readonly name: string;
  readonly town: string;
  readonly timeZone: string;
  readonly language: Language;
  readonly rooms: readonly string[];
  readonly classes: readonly DemoClass[];
  readonly staff: readonly DemoStaff[];
  readonly devices: readonly DemoDevice[];
}
interface DemoClass {
  readonly name: string;
  readonly grades: readonly number[];
  readonly level: CefrLevel;
  readonly room: string;
  /** Whether it takes part in the twinning. */
  readonly twinned: boolean;
  /** What it likes to speak about: by this other classes find it. */
  readonly topics: readonly string[];
  /** Alias and animal. */
  readonly pupils: readonly (readonly [alias: string, avatar: string])[];
}
export interface DemoStaff {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly StaffRole[];
  readonly language: Language;
}
interface DemoDevice {
  readonly purpose: DevicePurpose;
  readonly name: string;
  /** Of a kit its room, of a companion its class. */
  readonly at: string;
}

interface DemoAgreement {
  readonly key: string;
  readonly title: string;
  readonly note: string;
  readonly from: number;
  readonly to: number;
  readonly proposed: number;
  readonly schools: readonly {
    readonly key: string;
    readonly needs: readonly VoteBody[];
    readonly votes: readonly {
      readonly body: VoteBody;
      readonly name: string;
      readonly day: number;
      readonly protocol: string | null;
    }[];
  }[];
}

const kit = (room: string): DemoDevice => ({ purpose: 'kit', name: 'Kit', at: room });
const tablet = (n: number, classGroup: string): DemoDevice => ({
  purpose: 'companion',
  name: `Tablet ${n}`,
  at: classGroup,
});

const roccaverde: DemoSchool = {
  key: 'roccaverde',
  name: 'Roccaverde',
  town: 'Roccaverde, Liguria',
  timeZone: 'Europe/Rome',
  language: 'it',
  rooms: ['Aula grande', 'Aula piccola'],
  classes: [
    {
      name: '3–4',
      grades: [3, 4],
      level: 'A1',
      room: 'Aula grande',
      twinned: true,
      topics: ['villages', 'food', 'animals'],
      pupils: [
        ['Elio', 'owl'],
        ['Luna', 'fox'],
        ['Nico', 'whale'],
        ['Tea', 'cat'],
        ['Sole', 'bear'],
        ['Mirko', 'rabbit'],
        ['Ada', 'frog'],
        ['Pietro', 'hedgehog'],
        ['Gaia', 'robin'],
        ['Leo', 'ladybird'],
        ['Rita', 'snail'],
        ['Dino', 'goat'],
        ['Zeno', 'mouse'],
        ['Iris', 'dog'],
      ],
    },
    {
      name: '1–2',
      grades: [1, 2],
      level: 'pre-A1',
      room: 'Aula piccola',
      twinned: false,
      topics: ['songs', 'animals'],
      pupils: [
        ['Bice', 'bee'],
        ['Ugo', 'duck'],
        ['Nina', 'deer'],
        ['Piero', 'turtle'],
        ['Alma', 'butterfly'],
      ],
    },
  ],
  staff: [
    { name: 'Paolo Neri', email: 'paolo.neri@roccaverde.example', roles: ['teacher'], language: 'en' },
    { name: 'Chiara Ferro', email: 'chiara.ferro@roccaverde.example', roles: ['teacher'], language: 'it' },
    { name: 'Silvia Conti', email: 'silvia.conti@roccaverde.example', roles: ['head', 'admin'], language: 'en' },
  ],
  devices: [kit('Aula grande'), tablet(1, '3–4'), tablet(2, '3–4'), tablet(3, '3–4')],
};

const valeaMica: DemoSchool = {
  key: 'valea-mica',
  name: 'Valea Mică',
  town: 'Valea Mică, Cluj',
  timeZone: 'Europe/Bucharest',
  language: 'en',
  rooms: ['Sala mare', 'Sala mică'],
  classes: [
    {
      name: '3–4',
      grades: [3, 4],
      level: 'A1',
      room: 'Sala mare',
      twinned: true,
      topics: ['food', 'villages', 'sports'],
      pupils: [
        ['Ilinca', 'sheep'],
        ['Matei', 'horse'],
        ['Ana', 'hen'],
        ['Doru', 'wolf'],
        ['Ioana', 'squirrel'],
        ['Vlad', 'penguin'],
        ['Sorin', 'cow'],
        ['Mara', 'panda'],
        ['Luca', 'pig'],
      ],
    },
    {
      name: '1–2',
      grades: [1, 2],
      level: 'pre-A1',
      room: 'Sala mică',
      twinned: false,
      topics: ['songs', 'colours'],
      pupils: [
        ['Irina', 'chick'],
        ['Radu', 'ant'],
        ['Sanda', 'owl'],
        ['Petru', 'fox'],
        ['Oana', 'cat'],
        ['Ilie', 'bear'],
      ],
    },
  ],
  staff: [
    { name: 'Dana Rus', email: 'dana.rus@valeamica.example', roles: ['teacher'], language: 'en' },
    { name: 'Radu Pop', email: 'radu.pop@valeamica.example', roles: ['teacher', 'head'], language: 'en' },
  ],
  devices: [kit('Sala mare'), tablet(1, '3–4'), tablet(2, '3–4')],
};

const torrealta: DemoSchool = {
  key: 'torrealta',
  name: 'Torrealta',
  town: 'Torrealta, Aragón',
  timeZone: 'Europe/Madrid',
  language: 'en',
  rooms: ['Aula', 'Biblioteca'],
  classes: [
    {
      name: '3–6',
      grades: [3, 4, 5, 6],
      level: 'A1',
      room: 'Aula',
      twinned: true,
      topics: ['animals', 'sports', 'nature'],
      pupils: [
        ['Inés', 'goat'],
        ['Mateo', 'dog'],
        ['Lola', 'robin'],
        ['Hugo', 'turtle'],
      ],
    },
    {
      name: '1–2',
      grades: [1, 2],
      level: 'pre-A1',
      room: 'Aula',
      twinned: false,
      topics: ['colours', 'songs'],
      pupils: [
        ['Vega', 'bee'],
        ['Bruno', 'frog'],
        ['Alba', 'duck'],
      ],
    },
  ],
  staff: [
    { name: 'Marta Gil', email: 'marta.gil@torrealta.example', roles: ['teacher'], language: 'en' },
    { name: 'Javier Sanz', email: 'javier.sanz@torrealta.example', roles: ['teacher', 'head'], language: 'en' },
  ],
  devices: [kit('Aula'), tablet(1, '3–6'), tablet(2, '3–6')],
};

/** In the order of the twinning. */
export const demoSchools: readonly DemoSchool[] = [roccaverde, valeaMica, torrealta];

/** Of the network, of no school. */
export const demoCoordinator: DemoStaff = {
  name: 'Elena Costa',
  email: 'elena.costa@pluriclasse.example',
  roles: ['coordinator'],
  language: 'en',
};

export const demoTwinning = { key: 'villages', name: 'Three villages, one lesson' };

/** Days are counted from the day on which the demo begins. */
export const demoAgreements: readonly DemoAgreement[] = [
  {
    key: 'three-villages',
    title: 'Three villages, one lesson',
    note: 'One lesson of English a week, by picture and sound. Pupils are known by an alias, and never recorded.',
    from: -60,
    to: 280,
    proposed: -75,
    schools: [
      {
        key: 'roccaverde',
        needs: ['teachers-board', 'school-council'],
        votes: [
          { body: 'teachers-board', name: 'Collegio dei docenti', day: -72, protocol: '14/2026' },
          { body: 'school-council', name: 'Consiglio d’istituto', day: -66, protocol: '9/2026' },
        ],
      },
      {
        key: 'valea-mica',
        needs: ['teachers-board'],
        votes: [{ body: 'teachers-board', name: 'Consiliul profesoral', day: -70, protocol: '211' }],
      },
      {
        key: 'torrealta',
        needs: ['teachers-board', 'school-council'],
        votes: [
          { body: 'teachers-board', name: 'Claustro', day: -69, protocol: null },
          { body: 'school-council', name: 'Consejo escolar', day: -64, protocol: 'CE 3/26' },
        ],
      },
    ],
  },
  {
    key: 'reading',
    title: 'We read together',
    note: 'Half an hour of reading aloud in two valleys, every second Friday.',
    from: 20,
    to: 240,
    proposed: -4,
    schools: [
      {
        key: 'roccaverde',
        needs: ['teachers-board'],
        votes: [{ body: 'teachers-board', name: 'Collegio dei docenti', day: -2, protocol: '22/2026' }],
      },
      { key: 'torrealta', needs: ['teachers-board', 'school-council'], votes: [] },
    ],
  },
];

export const demoLesson = {
  title: 'In our village',
  minutes: 45,
  phases: [
    ['Hello, schools!', 5],
    ['New words: places', 8],
    ['Pairs: ask the way', 10],
    ['Show and tell', 7],
    ['Goodbye song', 5],
  ],
} as const;
export const demoLessonTomorrow = {
  title: 'My favourite meal',
  hour: 10,
  minutes: 45,
  phases: [
    ['Hello again', 5],
    ['New words: food', 10],
    ['Groups: write a menu', 15],
    ['At the restaurant', 10],
    ['Goodbye song', 5],
  ],
} as const;
