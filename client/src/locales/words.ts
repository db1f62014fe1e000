/**
 * The words of all features, by namespace: a file `<language>/<namespace>.json` each. English gives the keys; a test
 * holds the other languages to the same. Who adds a file adds it here, and misspelt keys no longer compile.
 */
import type asks from './en/asks.json';
import type blockers from './en/blockers.json';
import type agreements from './en/agreements.json';
import type board from './en/board.json';
import type calendar from './en/calendar.json';
import type classes from './en/classes.json';
import type common from './en/common.json';
import type dashboard from './en/dashboard.json';
import type devices from './en/devices.json';
import type feeds from './en/feeds.json';
import type homeSignin from './en/home-signin.json';
import type hours from './en/hours.json';
import type imports from './en/imports.json';
import type lesson from './en/lesson.json';
import type lessons from './en/lessons.json';
import type lobby from './en/lobby.json';
import type mails from './en/mails.json';
import type network from './en/network.json';
import type notices from './en/notices.json';
import type pairing from './en/pairing.json';
import type partners from './en/partners.json';
import type parts from './en/parts.json';
import type pupilSignin from './en/pupil-signin.json';
import type refusals from './en/refusals.json';
import type reports from './en/reports.json';
import type school from './en/school.json';
import type settings from './en/settings.json';
import type signin from './en/signin.json';
import type staff from './en/staff.json';
import type timetable from './en/timetable.json';
import type together from './en/together.json';
import type twinnings from './en/twinnings.json';
import type waiting from './en/waiting.json';

export interface Words {
  asks: typeof asks;
  blockers: typeof blockers;
  agreements: typeof agreements;
  board: typeof board;
  calendar: typeof calendar;
  classes: typeof classes;
  common: typeof common;
  dashboard: typeof dashboard;
  devices: typeof devices;
  feeds: typeof feeds;
  'home-signin': typeof homeSignin;
  hours: typeof hours;
  imports: typeof imports;
  lesson: typeof lesson;
  lessons: typeof lessons;
  lobby: typeof lobby;
  mails: typeof mails;
  network: typeof network;
  notices: typeof notices;
  pairing: typeof pairing;
  partners: typeof partners;
  parts: typeof parts;
  'pupil-signin': typeof pupilSignin;
  refusals: typeof refusals;
  reports: typeof reports;
  school: typeof school;
  settings: typeof settings;
  signin: typeof signin;
  staff: typeof staff;
  timetable: typeof timetable;
  together: typeof together;
  twinnings: typeof twinnings;
  waiting: typeof waiting;
}
