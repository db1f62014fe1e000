import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { LessonId } from '@pluriclasse/shared/ids';

/** What `demo.json` says, as far as tests need it. */
const DemoFile = z.object({
  lessonId: LessonId,
  signIns: z.array(
    z.object({
      name: z.string(),
      roles: z.array(z.string()),
      school: z.nullable(z.string()),
      email: z.string(),
      password: z.string(),
    }),
  ),
  devices: z.array(z.object({ school: z.string(), purpose: z.string(), name: z.string(), link: z.string() })),
});
type DemoFile = z.infer<typeof DemoFile>;

export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export interface DemoSchool {
  readonly name: string;
  readonly teachers: readonly [DemoPerson, DemoPerson];
  /** A link makes the browser that goes there the demo device. */
  readonly kitLink: string;
  readonly companionLinks: readonly [string, string];
}

export interface Demo {
  /** The lesson that is open whenever the demo runs. */
  readonly lessonId: LessonId;
  /** Two schools that meet in it, whose screens speak English. */
  readonly schools: readonly [DemoSchool, DemoSchool];
  /** The third one, whose screens speak Italian. */
  readonly italianSchool: DemoSchool;
  readonly coordinator: DemoPerson;
  /** Who runs the Italian school and the network. */
  readonly admin: DemoPerson;
}

export async function readDemo(path: string): Promise<Demo> {
  const file = DemoFile.parse(JSON.parse(await readFile(path, 'utf8')));
  const withRole = (role: string) => the(file.signIns.filter(({ roles }) => roles.includes(role))[0]);
  return {
    lessonId: file.lessonId,
    schools: [readSchool(file, 'Valea Mică'), readSchool(file, 'Torrealta')],
    italianSchool: readSchool(file, 'Roccaverde'),
    coordinator: withRole('coordinator'),
    admin: withRole('admin'),
  };
}

function readSchool({ signIns, devices }: DemoFile, name: string): DemoSchool {
  const teachers = signIns.filter(({ school, roles }) => school === name && roles.includes('teacher'));
  const links = (purpose: string) =>
    devices.filter((device) => device.school === name && device.purpose === purpose).map(({ link }) => link);
  return {
    name,
    teachers: [the(teachers[0]), the(teachers[1])],
    kitLink: the(links('kit')[0]),
    companionLinks: [the(links('companion')[0]), the(links('companion')[1])],
  };
}

function the<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('The demo network lacks what the tests need of it');
  return found;
}
