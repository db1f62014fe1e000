import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { loadWords } from '../lib/i18n.ts';
import type { Namespace } from '../lib/translate.ts';

export interface AppRoute {
  /** A wouter pattern. */
  path: string;
  page: LazyExoticComponent<ComponentType>;
}

export type Load = () => Promise<{ default: ComponentType }>;

/** A page and its words are fetched together, when first asked for. */
export const route = (path: string, load: Load, ...words: Namespace[]): AppRoute => ({
  path,
  page: lazy(async () => {
    const [module] = await Promise.all([load(), loadWords(...words)]);
    return module;
  }),
});
