import { makeFeed } from '@pluriclasse/shared/api/feeds';
import ICAL from 'ical.js';
import { ok } from '../server/network.ts';
import type { TestBrowser } from '../server/TestBrowser.ts';

/** Makes a secret address. */
export const makeAddress = async (browser: TestBrowser, params: Record<string, string>, shows = 'lessons') =>
  (await ok(browser, makeFeed, { params, body: { shows } })).address;

/** As a calendar program asks: none of our headers, no cookies. */
export const fetchFeed = (address: string, headers: Record<string, string> = {}) => fetch(address, { headers });

export const readFeed = async (address: string) => (await fetchFeed(address)).text();

/** One lesson's event as ical.js reads it; undefined when it is not there. */
export function eventOf(text: string, lessonId: string): Record<string, string> | undefined {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]); // one calendar
  const events = calendar.getAllSubcomponents('vevent');
  const event = events.find((one) => String(one.getFirstPropertyValue('uid')).startsWith(lessonId));
  return event && Object.fromEntries(event.getAllProperties().map((one) => [one.name, String(one.getFirstValue())]));
}
