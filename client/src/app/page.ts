import { createElement, lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { useParams } from 'wouter';
import { loadWords } from '../lib/i18n.ts';
import type { Namespace } from '../lib/translate.ts';

export interface AppRoute {
  /** A wouter pattern. */
  path: string;
  page: LazyExoticComponent<ComponentType>;
}

export type Load = () => Promise<{ default: ComponentType }>;

/**
 * A page and its words are fetched together, when first asked for. The page of another lesson, class or school begins
 * anew: nothing typed for one is ever saved to another.
 */
export const route = (path: string, load: Load, ...words: Namespace[]): AppRoute => ({
  path,
  page: lazy(async () => {
    const [{ default: Page }] = await Promise.all([load(), loadWords(...words)]);
    const Subject = () => createElement(Page, { key: Object.values(useParams()).join() });
    return { default: Subject };
  }),
});
