import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { loadWords } from '../lib/i18n.ts';
import type { Namespace } from '../lib/translate.ts';

export interface AppRoute {
  /** A wouter pattern. */
  path: string;
  page: LazyExoticComponent<ComponentType>;
  /** Pages of staff stand within the office's head and navigation. */
  shell: 'none' | 'office';
}

/** A page and its words are fetched together, when first asked for. */
function page(load: () => Promise<{ default: ComponentType }>, ...words: Namespace[]) {
  return lazy(async () => {
    const [module] = await Promise.all([load(), loadWords(...words)]);
    return module;
  });
}

const open = (path: string, load: () => Promise<{ default: ComponentType }>, ...words: Namespace[]): AppRoute => ({
  path,
  page: page(load, ...words),
  shell: 'none',
});

const office = (path: string, load: () => Promise<{ default: ComponentType }>, ...words: Namespace[]): AppRoute => ({
  path,
  page: page(load, ...words),
  shell: 'office',
});

export const routes: readonly AppRoute[] = [
  open('/sign-in', () => import('../features/signin/SignInPage.tsx'), 'signin'),

  office('/', () => import('../features/dashboard/DashboardPage.tsx'), 'dashboard'),
];

/** Pages for those who build the product; not part of what is shipped. */
if (import.meta.env.DEV) {
  // The array is ours and not yet read; `readonly` is for everybody else.
  (routes as AppRoute[]).push(open('/parts', () => import('../features/parts/PartsPage.tsx'), 'parts'));
}
